/** A file in which one finding is silenced, in each kind of body in which findings stand. */
export interface Waiver {
  readonly body: string;
  readonly rule: string;
  readonly text: string;
}

/** The reason that each of them gives; a text that has to be escaped somewhere. */
export const reason = 'agreed: 100 % "tested", see ticket 4711';

export const waivers: readonly Waiver[] = [
  {
    body: 'declaration',
    rule: 'density.space',
    text: 'node Tall { height = 2U }\nrack Low { frame { height = 1U }  tall : Tall  ALLOW }\n',
  },
  {
    body: 'member',
    rule: 'density.space',
    text: 'node Tall { height = 2U }\nrow Unit {\n  rack Low { frame { height = 1U }  tall : Tall }\n  low[2] : Low { ALLOW }\n}\n',
  },
  {
    body: 'link',
    rule: 'reach.copper',
    text: pair('link up : a -- b via cables.Dac400G { length = 3m  ALLOW }', ''),
  },
  { body: 'fabric', rule: 'reach.copper', text: pair('link up : a -- b via cables.Dac400G { length = 3m }', 'ALLOW') },
  {
    body: 'port',
    rule: 'unit.dimension',
    text: 'switch Leaf { port down { rate = 400Gbps  cage_power = 3V  ALLOW } }\n',
  },
  {
    body: 'block',
    rule: 'cooling.capacity',
    text: 'node Hot { power = 9kW }\nrack Full { cooling { type = air  capacity = 8kW  ALLOW }  hot : Hot }\n',
  },
  { body: 'policy', rule: 'unit.dimension', text: 'policy { margin = 3V  ALLOW }\n' },
  {
    body: 'workload',
    rule: 'memory.capacity',
    text: 'accelerator Gpu { hbm { capacity = 80GB } }\ncluster Serving {\n  gpu[8] : Gpu\n  workload Chat { accelerators = 1  parameters = 81_000_000_000  bytes_per_parameter = 1  ALLOW }\n}\n',
  },
  {
    body: 'roadmap',
    rule: 'bandwidth.doubling',
    text: 'import nvidia\n\nroadmap Fleet { h100 = nvidia.H100  h200 = nvidia.H200  ALLOW }\n',
  },
  { body: 'file', rule: 'name.unused', text: 'let unused = 3\nALLOW\n' },
].map((waiver) => ({
  ...waiver,
  text: waiver.text.replace('ALLOW', `allow ${waiver.rule} "${reason.replaceAll('"', '\\"')}"`),
}));

function pair(link: string, more: string): string {
  return `import nvidia\nimport cables\n\nrow Line {\n  a : nvidia.QM9700\n  b : nvidia.QM9700\n  fabric Up { role = scale_out  ${link}  ${more} }\n}\n`;
}

/** The same file without its waiver. */
export function unwaived({ text }: Waiver): string {
  return text.replace(/ *allow [a-z_.]+ "(?:[^"\\]|\\.)*"\n?/, ' ');
}

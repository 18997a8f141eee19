/** A generated file, and how many findings of a rule are built into it. */
export interface Generated {
  readonly text: string;
  readonly faults: { readonly rule: string; readonly count: number };
}

/** One cable of an as-built list, whatever the language in which it is written down. */
export interface Cable {
  readonly name: string;
  readonly from: { readonly rack: number; readonly device: string; readonly port: number };
  readonly to: { readonly rack: number | undefined; readonly device: string; readonly port: number };
  readonly type: string;
  /** In decimetres; undefined where the layout says it. */
  readonly length: number | undefined;
}

const imports = ['import nvidia', 'import cables', ''];

/** A cluster of some size whose text has the same length whatever its size: 200 accelerators in each of its units. */
export function clusterOf(accelerators: number): string {
  const units = `${accelerators / 200}`.padEnd(8);
  return [
    ...imports,
    'rack Compute {',
    '  frame { height = 48U }',
    '  power { feed = 60kW  feeds = 2  spare = 1 }',
    '  cooling { type = air  capacity = 60kW }',
    '  dgx[5] : nvidia.DgxH100',
    '}',
    'rack Network { frame { height = 48U }  leaf[8] : nvidia.QM9700 }',
    'row Unit {',
    '  compute[5] : Compute',
    '  network : Network',
    '  fabric Rails {',
    '    role = scale_out',
    '    link rail : compute[c].dgx[d].nic[r] -- network.leaf[r] via cables.Sr4_400G',
    '  }',
    '}',
    'rack Spines { frame { height = 48U }  spine[16] : nvidia.QM9700 }',
    'row Core { spines : Spines }',
    'hall Site {',
    `  unit[${units}] : Unit`,
    '  core : Core',
    '  fabric Spine {',
    '    role = scale_out',
    '    link up : unit[u].network.leaf[l] -- core.spines.spine[s] via cables.Dr4_400G',
    '  }',
    '}',
    'cluster Whole { year = 2023  hall : Site }',
    '',
  ].join('\n');
}

const NODES_PER_RACK = 4;
const NICS_PER_NODE = 8;
const PORTS_PER_SPINE = 64;
/** Cables from the nodes of a rack to its switch; as many go from there to the spines. */
const CABLES_PER_RACK = NODES_PER_RACK * NICS_PER_NODE;
/** One cable in so many is too long. */
const FAULTY = 50;

/** Cables as they were laid: racks of four nodes and a switch, and spines; half the short ones have a measured length. */
export function cablesOf(lines: number): readonly Cable[] {
  const count = Math.max(1, lines - 14 - Math.floor(lines / (2 * CABLES_PER_RACK)));
  return Array.from({ length: count }, (_, i): Cable => {
    const rack = Math.floor(i / (2 * CABLES_PER_RACK));
    const within = i % (2 * CABLES_PER_RACK);
    const name = `c${i}`;
    if (within < CABLES_PER_RACK) {
      const node = Math.floor(within / NICS_PER_NODE);
      const from = { rack, device: `dgx[${node}].nic`, port: within % NICS_PER_NODE };
      const to = { rack, device: 'leaf.port', port: within };
      const isLong = i % FAULTY === FAULTY - 1;
      if (isLong) return { name, from, to, type: 'Dac400G', length: 25 };
      // Copper is measured; of retimed copper the places of both ends say enough.
      if (i % 2 === 0) return { name, from, to, type: 'Dac400G', length: 10 + (i % 7) };
      return { name, from, to, type: 'Aec400G', length: undefined };
    }
    const up = within - CABLES_PER_RACK;
    const spine = Math.floor(rack / PORTS_PER_SPINE) * CABLES_PER_RACK + up;
    const from = { rack, device: 'leaf.port', port: within };
    const to = { rack: undefined, device: `spine[${spine}].port`, port: rack % PORTS_PER_SPINE };
    return { name, from, to, type: 'Dr4_400G', length: 100 + (i % 150) };
  });
}

/** One cluster, each cable a link of its own: most with a measured length, the others with one that follows from the racks. */
export function cableList(lines: number): Generated {
  const cables = cablesOf(lines);
  const racks = (cables.at(-1)?.from.rack ?? 0) + 1;
  const spines = Math.ceil(racks / PORTS_PER_SPINE) * CABLES_PER_RACK;
  const head = [
    ...imports,
    'rack Pod {',
    `  dgx[${NODES_PER_RACK}] : nvidia.DgxH100`,
    '  leaf   : nvidia.QM9700',
    '}',
    'cluster AsBuilt {',
    '  year = 2022',
    `  spine[${spines}] : nvidia.QM9700`,
  ];
  const members = Array.from({ length: racks }, (_, rack) => `  rack${rack} : Pod`);
  const links = cables.map(linkOf);
  const text = [...head, ...members, '  fabric Net {', '    role = scale_out', ...links, '  }', '}', ''].join('\n');
  const count = cables.filter(({ length, type }) => length === 25 && type === 'Dac400G').length;
  return { text, faults: { rule: 'reach.copper', count } };
}

function linkOf({ name, from, to, type, length }: Cable): string {
  const right = `${to.rack === undefined ? '' : `rack${to.rack}.`}${to.device}[${to.port}]`;
  const stated = length === undefined ? '' : ` { length = ${length / 10}m }`;
  return `    link ${name} : rack${from.rack}.${from.device}[${from.port}] -- ${right} via cables.${type}${stated}`;
}

/** Types that derive from types: chains of eight, each with racks, rows, a hall and a cluster of its own. */
export function templates(lines: number): Generated {
  const blocks: string[] = [];
  const state = { lines: imports.length, faults: 0 };
  for (let i = 0; state.lines < lines; i++) {
    // Every twelfth type states less power than its nodes draw.
    const isWeak = i % 12 === 11;
    if (isWeak) state.faults++;
    const block = template(i, isWeak);
    blocks.push(...block);
    state.lines += block.length;
  }
  const text = [...imports, ...blocks, ''].join('\n');
  return { text, faults: { rule: 'density.power', count: state.faults } };
}

function template(i: number, isWeak: boolean): readonly string[] {
  const base = (kind: string): string => (i % 8 === 0 ? '' : ` : ${kind}${i - 1}`);
  return [
    `rack Compute${i}${base('Compute')} {`,
    '  let extra = 0',
    '  frame { height = 48U }',
    `  power { feed = ${isWeak ? 20 : 60}kW  feeds = 2  spare = 1 }`,
    '  cooling { type = air  capacity = 60kW }',
    '  dgx[4 + extra * 0] : nvidia.DgxH100',
    '}',
    `rack Network${i}${base('Network')} { frame { height = 48U }  leaf[8] : nvidia.QM9700 }`,
    `row Unit${i}${base('Unit')} {`,
    `  compute[4] : Compute${i}`,
    `  network : Network${i}`,
    '  fabric Rails {',
    '    role = scale_out',
    '    link rail : compute[c].dgx[d].nic[r] -- network.leaf[r] via cables.Sr4_400G',
    '  }',
    '}',
    `hall Site${i}${base('Site')} {`,
    `  unit : Unit${i}`,
    '}',
    `cluster Whole${i} { year = 2022  hall : Site${i} }`,
  ];
}

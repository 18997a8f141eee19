/** A generated file, and how many findings of a rule are built into it. */
export interface Generated {
  readonly text: string;
  readonly faults: { readonly rule: string; readonly count: number };
  /** The offset of a digit that an edit may change without any other effect than its value. */
  readonly digit: number;
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

/** Cables as they were laid: one cluster, each cable a link of its own with a measured length, one in a hundred too long. */
export function cableList(lines: number): Generated {
  const nodes = Math.max(1, Math.floor((lines - 12) / 9));
  const members = Array.from({ length: nodes }, (_, n) => `  node${n} : nvidia.DgxH100`);
  const state = { faults: 0 };
  const links = Array.from({ length: nodes * 8 }, (_, i) => {
    const isLong = i % 100 === 99;
    if (isLong) state.faults++;
    const length = isLong ? '2.5m' : `1.${i % 10}m`;
    return `    link c${i} : node${Math.floor(i / 8)}.nic[${i % 8}] -- leaf[${Math.floor(i / 64)}].port[${i % 64}] via cables.Dac400G { length = ${length} }`;
  });
  const leaves = Math.ceil((nodes * 8) / 64);
  const head = [...imports, 'cluster AsBuilt {', '  year = 2023', `  leaf[${leaves}] : nvidia.QM9700`];
  const text = [...head, ...members, '  fabric Net {', '    role = scale_out', ...links, '  }', '}', ''].join('\n');
  return { text, faults: { rule: 'reach.copper', count: state.faults }, digit: digitNear(text, /length = 1\.(\d)m/g) };
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
  return { text, faults: { rule: 'density.power', count: state.faults }, digit: digitNear(text, /let extra = (\d)/g) };
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
    `  unit[4] : Unit${i}`,
    '}',
    `cluster Whole${i} { year = 2023  hall : Site${i} }`,
  ];
}

/** The place of a digit in the middle of a text. */
function digitNear(text: string, pattern: RegExp): number {
  const found = [...text.matchAll(pattern)];
  const match = found[Math.floor(found.length / 2)];
  if (!match) throw new Error(`Nothing in the text is like ${pattern}.`);
  return match.index + match[0].search(/\d(?!.*\d)/);
}

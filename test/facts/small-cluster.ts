/** Small clusters with links drawn at random, as text and link by link, to hold the facts of classes against. */

/** The paths of two parts. */
interface Ends {
  readonly left: string;
  readonly right: string;
}

/** A link between two instances, and its rate in bit/s. */
export interface OneLink extends Ends {
  readonly rate: number;
}

export interface SmallCluster {
  readonly text: string;
  readonly links: readonly OneLink[];
  readonly racks: number;
  readonly nodes: number;
}

/** Sizes of the arrays: `rack[R]` with `node[N]`, each with `nic[K]`, and `sw[S]`; `spine[P]`, `core[C]`. */
interface Sizes {
  readonly R: number;
  readonly N: number;
  readonly K: number;
  readonly S: number;
  readonly P: number;
  readonly C: number;
}

type Values = Readonly<Record<string, number>>;

/** A pattern of links: as written, and its index variables with the number of their values. */
interface Pattern {
  readonly text: (sizes: Sizes) => string;
  readonly ranges: (sizes: Sizes) => Values;
  readonly ends: (v: Values, sizes: Sizes) => Ends;
  /** Whether it is written in the rack, whose arrays it names from there. */
  readonly inRack?: true;
  readonly where?: (v: Values) => boolean;
  readonly fits?: (sizes: Sizes) => boolean;
}

const nic = (r = 0, n = 0, k = 0): string => `rack[${r}].node[${n}].nic[${k}]`;
const sw = (r = 0, s = 0): string => `rack[${r}].sw[${s}]`;
const spine = (p = 0): string => `spine[${p}]`;
const core = (c = 0): string => `core[${c}]`;

/** Cables by name, and their rates in bit/s. */
const cables = [
  ['Fibre', 100e9],
  ['Half', 50e9],
] as const;

const patterns: readonly Pattern[] = [
  {
    inRack: true,
    text: () => 'node[n].nic[k] -- sw[s]',
    ranges: ({ R, N, K, S }) => ({ r: R, n: N, k: K, s: S }),
    ends: ({ r, n, k, s }) => ({ left: nic(r, n, k), right: sw(r, s) }),
  },
  {
    inRack: true,
    text: ({ S }) => `node[n].nic[0] -- sw[n % ${S}]`,
    ranges: ({ R, N }) => ({ r: R, n: N }),
    ends: ({ r, n = 0 }, { S }) => ({ left: nic(r, n, 0), right: sw(r, n % S) }),
  },
  {
    inRack: true,
    text: () => 'sw[a] -- sw[b] where a < b',
    ranges: ({ R, S }) => ({ r: R, a: S, b: S }),
    ends: ({ r, a, b }) => ({ left: sw(r, a), right: sw(r, b) }),
    where: ({ a = 0, b = 0 }) => a < b,
  },
  {
    text: ({ S }) => `rack[r].node[n].nic[k] -- rack[r].sw[k % ${S}]`,
    ranges: ({ R, N, K }) => ({ r: R, n: N, k: K }),
    ends: ({ r, n, k = 0 }, { S }) => ({ left: nic(r, n, k), right: sw(r, k % S) }),
  },
  {
    text: () => 'rack[r].node[n].nic[k] -- rack[r].sw[s]',
    ranges: ({ R, N, K, S }) => ({ r: R, n: N, k: K, s: S }),
    ends: ({ r, n, k, s }) => ({ left: nic(r, n, k), right: sw(r, s) }),
  },
  {
    text: () => 'rack[r].sw[s] -- spine[p]',
    ranges: ({ R, S, P }) => ({ r: R, s: S, p: P }),
    ends: ({ r, s, p }) => ({ left: sw(r, s), right: spine(p) }),
  },
  {
    text: () => 'rack[r].sw[s] -- spine[s]',
    ranges: ({ R, S, P }) => ({ r: R, s: Math.min(S, P) }),
    ends: ({ r, s }) => ({ left: sw(r, s), right: spine(s) }),
  },
  {
    text: () => 'rack[a].sw[s] -- rack[b].sw[s] where a < b',
    ranges: ({ R, S }) => ({ a: R, b: R, s: S }),
    ends: ({ a, b, s }) => ({ left: sw(a, s), right: sw(b, s) }),
    where: ({ a = 0, b = 0 }) => a < b,
  },
  {
    text: () => 'rack[a].sw[s] -- rack[b].sw[t] where a < b',
    ranges: ({ R, S }) => ({ a: R, b: R, s: S, t: S }),
    ends: ({ a, b, s, t }) => ({ left: sw(a, s), right: sw(b, t) }),
    where: ({ a = 0, b = 0 }) => a < b,
  },
  {
    text: () => 'spine[p] -- core[c]',
    ranges: ({ P, C }) => ({ p: P, c: C }),
    ends: ({ p, c }) => ({ left: spine(p), right: core(c) }),
  },
  {
    text: ({ P }) => `rack[0].node[n].nic[0] -- spine[n % ${P}]`,
    ranges: ({ N }) => ({ n: N }),
    ends: ({ n = 0 }, { P }) => ({ left: nic(0, n, 0), right: spine(n % P) }),
  },
  {
    text: ({ S }) => `rack[r].sw[i] -- rack[r].sw[(i + 1) % ${S}]`,
    ranges: ({ R, S }) => ({ r: R, i: S }),
    ends: ({ r, i = 0 }, { S }) => ({ left: sw(r, i), right: sw(r, (i + 1) % S) }),
    fits: ({ S }) => S > 1,
  },
  {
    text: ({ R }) => `rack[r].sw[0] -- rack[(r + 1) % ${R}].sw[0]`,
    ranges: ({ R }) => ({ r: R }),
    ends: ({ r = 0 }, { R }) => ({ left: sw(r, 0), right: sw((r + 1) % R, 0) }),
    fits: ({ R }) => R > 1,
  },
  {
    text: () => 'rack[r].sw[r] -- spine[r]',
    ranges: ({ R, S, P }) => ({ r: Math.min(R, S, P) }),
    ends: ({ r }) => ({ left: sw(r, r), right: spine(r) }),
  },
  {
    text: () => 'rack[0].sw[0] -- core[0]',
    ranges: () => ({}),
    ends: () => ({ left: sw(0, 0), right: core(0) }),
  },
  {
    text: () => 'rack[0..1].sw[a] -- rack[2..3].sw[b] where a < b',
    ranges: ({ S }) => ({ x: 2, y: 2, a: S, b: S }),
    ends: ({ x, y = 0, a, b }) => ({ left: sw(x, a), right: sw(y + 2, b) }),
    where: ({ a = 0, b = 0 }) => a < b,
    fits: ({ R }) => R > 3,
  },
  {
    text: () => 'rack[r].sw[s] -- spine[(r + s) % 2]',
    ranges: ({ R, S }) => ({ r: R, s: S }),
    ends: ({ r = 0, s = 0 }) => ({ left: sw(r, s), right: spine((r + s) % 2) }),
    fits: ({ P }) => P > 1,
  },
  {
    text: () => 'spine[a] -- spine[b] where a != b',
    ranges: ({ P }) => ({ a: P, b: P }),
    ends: ({ a, b }) => ({ left: spine(a), right: spine(b) }),
    where: ({ a, b }) => a !== b,
  },
];

/** The cluster of a seed: sizes, up to five patterns, and one or two links for each pair. */
export function smallCluster(seed: number): SmallCluster {
  const below = seeded(seed);
  const [R, N, K, S, P, C] = [1 + below(5), 1 + below(3), 1 + below(3), 1 + below(3), 1 + below(4), 1 + below(2)];
  const sizes: Sizes = { R, N, K, S, P, C };
  const usable = patterns.filter((pattern) => pattern.fits?.(sizes) ?? true);
  const statements = Array.from({ length: 1 + below(5) }).flatMap(() => {
    const pattern = usable[below(usable.length)];
    const cable = cables[below(cables.length)];
    return pattern && cable ? [{ pattern, perPair: 1 + below(2), cable }] : [];
  });
  const links = statements.flatMap(({ pattern, perPair, cable: [, rate] }) =>
    tuplesOf(pattern, sizes).flatMap((v) =>
      Array.from({ length: perPair }, () => ({ ...pattern.ends(v, sizes), rate })),
    ),
  );
  const lines = statements.map(({ pattern, perPair, cable: [name] }, i) => {
    const written = pattern.text(sizes).replace(/( where .*)?$/, ` via ${name}$1`);
    return { inRack: pattern.inRack ?? false, line: `    link l${i}[${perPair}] : ${written}` };
  });
  return { text: textOf(sizes, lines), links, racks: R, nodes: N };
}

/** A linear congruential generator (Numerical Recipes), so that a seed names a cluster. */
function seeded(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

interface Line {
  readonly inRack: boolean;
  readonly line: string;
}

function textOf({ R, N, K, S, P, C }: Sizes, lines: readonly Line[]): string {
  const linesWhere = (inRack: boolean): string =>
    lines.flatMap((each) => (each.inRack === inRack ? [each.line] : [])).join('\n');
  return `cable Fibre { medium = smf  rate = 100Gbps  lanes = 1 }
cable Half { medium = smf  rate = 50Gbps  lanes = 1 }
accelerator Gpu { year = 2024 }
nic Nic { port port[4] { rate = 100Gbps } }
switch Switch { port port[16] { rate = 100Gbps } }
node Server { gpu[2] : Gpu  nic[${K}] : Nic }
rack Rack {
  node[${N}] : Server
  sw[${S}] : Switch
  fabric Inside {
    role = scale_out
${linesWhere(true)}
  }
}
cluster Small {
  rack[${R}] : Rack
  spine[${P}] : Switch
  core[${C}] : Switch
  fabric Net {
    role = scale_out
${linesWhere(false)}
  }
}
`;
}

function tuplesOf(pattern: Pattern, sizes: Sizes): readonly Values[] {
  let tuples: readonly Values[] = [{}];
  for (const [name, size] of Object.entries(pattern.ranges(sizes))) {
    const values = Array.from({ length: size }, (_, value) => value);
    tuples = tuples.flatMap((tuple) => values.map((value) => ({ ...tuple, [name]: value })));
  }
  return tuples.filter((tuple) => pattern.where?.(tuple) ?? true);
}

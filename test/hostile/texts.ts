/** What somebody, or something, may put into a file; and a rule that speaks of it, where one must. */
export interface Hostile {
  readonly text: () => string;
  readonly rule?: string;
}

/** Hostile texts by what is hostile about them. */
export const hostileTexts: Readonly<Record<string, Hostile>> = {
  'NUL bytes': { text: () => `rack A {\0 frame { height = 48U } }${'\0'.repeat(1000)}`, rule: 'syntax.error' },
  'lone surrogates': {
    text: () => `import "./\ud800.topo" as x\nrack A\udfff { label = "\ud800" }`,
    rule: 'import.not_found',
  },
  'a byte order mark, and others within': { text: () => '\uFEFFrack A { }\n\uFEFFrack B { }', rule: 'syntax.error' },
  'CR LF, LF and CR as line ends': {
    text: () => 'import nvidia\r\nrack A {\n  frame { heigt = 48U }\r}\r\n',
    rule: 'property.unknown',
  },
  'merge-conflict markers': {
    text: () => '<<<<<<< ours\nrack A { }\n=======\nrack B { }\n>>>>>>> theirs\nrack C { frame { heigt = 48U } }\n',
    rule: 'property.unknown',
  },
  'huge numbers': {
    text: () => `import nvidia\ncluster C { a[${'9'.repeat(400)}] : nvidia.DgxH100 }`,
    rule: 'value.range',
  },
  'huge counts': {
    text: () => 'import nvidia\ncluster C { a[2147483648, 2147483648] : nvidia.DgxH100  b[-1] : nvidia.DgxH100 }',
    rule: 'value.range',
  },
  'more dimensions than numbers have digits': {
    text: () => `import nvidia\ncluster C { a[${'2147483648, '.repeat(1000)}2] : nvidia.DgxH100 }`,
    rule: 'value.range',
  },
  'a link over more than can be enumerated': {
    text: () => ring('2_000_000', 'a[i].nic[r] -- a[(i * 7 + 1) % 2_000_000].nic[r]'),
    rule: 'index.budget',
  },
  'a link that ends on too many places': {
    text: () => ring('60_000', 'a[i].nic[r] -- a[(i * 7 + 1) % 60_000].nic[r] where (i * i) % 3 == 1'),
    rule: 'index.budget',
  },
  'a comparison of huge ranges': {
    text: () => ring('2_000_000', 'a[i].nic[r] -- b[j].nic[r] where i < j', '  b[1_999_999] : nvidia.DgxH100\n'),
    rule: 'index.budget',
  },
  'a mesh of two thousand million': { text: () => ring('2_000_000_000', 'a[i].nic[r] -- a[j].nic[r] where i < j') },
  'a link of 10,000 indexes': {
    text: () => ring('4', `a[${'1, '.repeat(10_000)}2] -- a[${'i, '.repeat(10_000)}j]`),
    rule: 'index.bounds',
  },
  'types that contain and derive from themselves': {
    text: () =>
      'rack A { b : B }\nrack B { a : A }\nrack C : D { }\nrack D : C { }\nrack E : E { e : E }\ncluster X { a : A  c : C  e : E }',
    rule: 'type.cycle',
  },
  'twelve types that each contain all': {
    text: () => `${rows(12, (i) => `rack A${i} { ${rows(12, (j) => `m${j} : A${j} `)} }\n`)}cluster C { a : A0 }`,
    rule: 'type.cycle',
  },
  'types that each hold the next twice, thirty deep': {
    text: () =>
      `${rows(30, (i) => `node A${i} { a : A${i + 1}  b : A${i + 1} }\n`)}node A30 { power = 3W }\ncluster C { x : A0 }`,
    rule: 'index.budget',
  },
  'an import of itself': {
    text: () => 'import "./hostile.topo" as x\nrack A : x.A { }\nrack B { m : x.B }\ncluster C { b : x.B }',
    rule: 'type.cycle',
  },
  '5,000 names that do not exist': {
    text: () => rows(5000, (i) => `rack A${i} { q : Bxyz${i} }\n`),
    rule: 'file.capped',
  },
  '5,000 properties that do not exist': {
    text: () => `rack A { ${rows(5000, (i) => `prop${i} = 1\n`)} }`,
    rule: 'file.capped',
  },
  '5,000 waivers that silence nothing': {
    text: () => `rack A { ${'allow reach.copper "x"\n'.repeat(5000)} }`,
    rule: 'file.capped',
  },
};

export function rows(count: number, row: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => row(index)).join('');
}

function ring(size: string, link: string, more = ''): string {
  return `import nvidia\ncluster C {\n  a[${size}] : nvidia.DgxH100\n${more}  fabric F {\n    role = scale_out\n    link x : ${link}\n  }\n}\n`;
}

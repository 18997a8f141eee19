import { type Hostile, rows } from './texts.ts';

const MANY = 100_000;
/** Of what has a body, or is a file. */
const SOME = 20_000;

/** A hundred thousand of whatever can be repeated. */
export const repeatedTexts: Readonly<Record<string, Hostile>> = {
  'a path of 100,000 names in a link': {
    text: () => `cluster C { fabric F { role = scale_out  link x : ${'a.'.repeat(MANY)}b -- c } }`,
    rule: 'name.unresolved',
  },
  'a path of 100,000 names behind via': {
    text: () => `cluster C { fabric F { role = scale_out  link x : a -- c via ${'a.'.repeat(MANY)}b } }`,
    rule: 'name.unresolved',
  },
  'a path of 100,000 names as a base': { text: () => `rack A : ${'a.'.repeat(MANY)}b { }`, rule: 'name.unresolved' },
  'a path of 100,000 names in a value': { text: () => `let x = ${'a.'.repeat(MANY)}b`, rule: 'name.unresolved' },
  '100,000 dots': { text: () => `let x = a${'.'.repeat(MANY)}`, rule: 'syntax.error' },
  '100,000 dimensions': {
    text: () => `import nvidia\ncluster C { a[${'2, '.repeat(MANY)}2] : nvidia.DgxH100 }`,
    rule: 'value.range',
  },
  '100,000 pairs of brackets': {
    text: () => `import nvidia\ncluster C { a${'[2]'.repeat(MANY)} : nvidia.DgxH100 }`,
    rule: 'syntax.error',
  },
  '100,000 arguments': { text: () => `let x = min(${'1, '.repeat(MANY)}1)` },
  'a list of 100,000 values': { text: () => `rack A { label = [${'1, '.repeat(MANY)}1] }` },
  '100,000 properties of one name': {
    text: () => `rack A {\n${'label = "x"\n'.repeat(MANY)}}`,
    rule: 'property.duplicate',
  },
  '100,000 properties that do not exist': {
    text: () => `rack A {\n${'lobel = "x"\n'.repeat(MANY)}}`,
    rule: 'property.unknown',
  },
  '100,000 constants': { text: () => rows(MANY, (i) => `let x${i} = 1\n`), rule: 'file.capped' },
  '100,000 constants of one name': { text: () => `rack A {\n${'let x = 1\n'.repeat(MANY)}}`, rule: 'name.duplicate' },
  '20,000 members of one name': {
    text: () => `import nvidia\nrack A {\n${'a : nvidia.DgxH100\n'.repeat(SOME)}}`,
    rule: 'name.duplicate',
  },
  '20,000 blocks of one name': { text: () => `rack A {\n${'power { }\n'.repeat(SOME)}}`, rule: 'name.duplicate' },
  '20,000 fabrics of one name': {
    text: () => `cluster A {\n${'fabric F { role = scale_out }\n'.repeat(SOME)}}`,
    rule: 'name.duplicate',
  },
  '100,000 types of one name': { text: () => 'rack A { }\n'.repeat(MANY), rule: 'name.duplicate' },
  '100,000 imports of the file itself': {
    text: () => 'import "./hostile.topo"\n'.repeat(MANY),
    rule: 'name.duplicate',
  },
  '100,000 imports of one module': { text: () => 'import nvidia\n'.repeat(MANY), rule: 'name.duplicate' },
  '20,000 imports of files that are not there': {
    text: () => rows(SOME, (i) => `import "./missing${i}.topo"\n`),
    rule: 'import.not_found',
  },
  '100,000 waivers': { text: () => `rack A { ${'allow reach.copper "x"\n'.repeat(MANY)} }`, rule: 'file.capped' },
  '100,000 waivers without a reason': {
    text: () => `rack A { ${'allow reach.copper\n'.repeat(MANY)} }`,
    rule: 'file.capped',
  },
  '100,000 comments that are never closed': { text: () => '/* '.repeat(MANY), rule: 'syntax.error' },
  '100,000 strings that are never closed': { text: () => '"\n'.repeat(MANY), rule: 'file.capped' },
  '100,000 values that are never closed': { text: () => `rack A {\n${'x = "\n'.repeat(MANY)}}`, rule: 'file.capped' },
  '100,000 escapes that do not exist': { text: () => `let x = "${'\\q'.repeat(MANY)}"`, rule: 'file.capped' },
  '100,000 characters that are none of ours': { text: () => '@ '.repeat(MANY), rule: 'syntax.error' },
  '100,000 semicolons': { text: () => ';'.repeat(MANY), rule: 'syntax.error' },
  '100,000 words': { text: () => 'a\n'.repeat(MANY), rule: 'syntax.error' },
  '100,000 links without ends': {
    text: () => `cluster C { fabric F {\n ${'link -- \n'.repeat(MANY)} } }`,
    rule: 'syntax.error',
  },
};

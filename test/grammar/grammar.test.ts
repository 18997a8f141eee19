import { Lexer } from 'chevrotain';
import { expect, test } from 'vitest';
import { BodyParser } from '../../grammar/bodies.ts';
import { kinds } from '../../grammar/kinds.ts';
import { parse } from '../../grammar/parser.ts';
import { vocabulary } from '../../grammar/tokens.ts';
import { kinds as schemas } from '../../server/schema/kinds.ts';

test('the grammar is valid', () => {
  expect(() => new BodyParser(true)).not.toThrow();
});

test('the tokens are valid', () => {
  const lexer = new Lexer([...vocabulary], { positionTracking: 'onlyOffset', ensureOptimizations: true });
  expect(lexer.lexerDefinitionErrors).toEqual([]);
});

test('the kinds are those of the schema', () => {
  expect([...kinds]).toEqual([...schemas.keys()]);
});

/** How long a text may take that no person writes: far more than it does, far less than a person waits. */
const seconds = 30;

test.each([
  ['braces', '{'.repeat(100_000)],
  ['closing braces', '}'.repeat(100_000)],
  ['named bodies', 'rack A {\n'.repeat(100_000)],
  ['matching bodies', 'a{'.repeat(100_000) + '}'.repeat(100_000)],
  ['square brackets', `x = ${'['.repeat(100_000)}`],
  ['open dimensions', 'a[\n'.repeat(30_000)],
  ['parentheses', `let x = ${'('.repeat(100_000)}1`],
  ['signs', `let x = ${'-'.repeat(100_000)}1`],
  ['operators', `let x = ${'1 + '.repeat(100_000)}1`],
  ['unclosed comments', '/*\n'.repeat(100_000)],
  ['unclosed strings', '"\n'.repeat(100_000)],
  ['letters', 'a '.repeat(100_000)],
])('a hundred thousand %s are read quickly', { timeout: seconds * 1000 }, (_, text) => {
  const { file, faults } = parse(text);
  expect(faults.length).toBeGreaterThan(0);
  expect(() => JSON.stringify(file)).not.toThrow();
});

test('brackets may be nested 64 deep', () => {
  const nested = (depth: number) => `let x = ${'('.repeat(depth)}1${')'.repeat(depth)}`;
  expect(parse(nested(64)).faults).toEqual([]);
  expect(parse(nested(65)).faults).toEqual([{ start: 72, end: 73, message: 'Brackets are nested deeper than 64.' }]);
});

test('an expression may have 256 operators', () => {
  const sum = (operators: number) => `let x = ${'1 + '.repeat(operators)}1`;
  expect(parse(sum(256)).faults).toEqual([]);
  expect(parse(sum(257)).faults.map(({ message }) => message)).toEqual(['An expression has at most 256 operators.']);
});

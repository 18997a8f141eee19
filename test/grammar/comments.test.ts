import { expect, test } from 'vitest';
import { commentsIn } from '../../grammar/comments.ts';

const commentsOf = (text: string): readonly string[] =>
  commentsIn(text).map(({ start, end }) => text.slice(start, end));

test('comments of a line and of several lines', () => {
  expect(commentsOf('// a\nlet b = 4 / 2 /* c\nd */ // e\r\n/// f')).toEqual(['// a', '/* c\nd */', '// e', '/// f']);
});

test('what looks like one in a string or in another comment is none', () => {
  expect(commentsOf('label = "a // b" // c "d" /* e')).toEqual(['// c "d" /* e']);
  expect(commentsOf('/* a // b */ label = "\\"// c" /* " */')).toEqual(['/* a // b */', '/* " */']);
});

test('one that is never closed ends with its line, as does a string', () => {
  expect(commentsOf('/* a\nlet b = 1 /* c\n')).toEqual(['/* a', '/* c']);
  expect(commentsOf('label = "a // b\nlet c = 1 // d')).toEqual(['// d']);
});

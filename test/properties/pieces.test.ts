import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lineStarts } from '../../grammar/line-starts.ts';
import { inPieces, sameText, type TextInPieces } from '../../grammar/text.ts';
import { changeBetween } from '../../grammar/text-change.ts';

const SEED = 20_241_212;
const RUNS = 1000;
/** So short that most changes touch several pieces. */
const SIZE = 4;

const text = fc
  .array(fc.constantFrom('a', 'b', 'ab', ' ', '\r', '\n', '\r\n', '😀'), { maxLength: 24 })
  .map((all) => all.join(''));
const edits = fc.array(fc.tuple(fc.nat(), fc.nat(9), text), { minLength: 1, maxLength: 4 });

describe(`a text in pieces answers like the string that it stands for (seed ${SEED})`, () => {
  test('at every offset, whatever has been changed in it', () => {
    forAll((pieces, whole) => {
      expect(String(pieces)).toBe(whole);
      expect(pieces.length).toBe(whole.length);
      const starts = lineStarts(whole);
      for (const [line, start] of [...starts, undefined].entries()) expect(pieces.startOfLine(line)).toBe(start);
      for (let at = 0; at <= whole.length; at++) {
        expect(pieces.lineAt(at)).toBe(starts.findLastIndex((start) => start <= at));
        expect(pieces.charAt(at)).toBe(whole.charAt(at));
        expect(pieces.charCodeAt(at)).toBe(whole.charCodeAt(at));
        for (let end = 0; end <= whole.length; end += 3) expect(pieces.slice(at, end)).toBe(whole.slice(at, end));
        for (const sought of ['\n', 'ab', 'bab', '\r\na']) {
          expect(pieces.indexOf(sought, at)).toBe(whole.indexOf(sought, at));
          expect(pieces.lastIndexOf(sought, at)).toBe(whole.lastIndexOf(sought, at));
          expect(pieces.startsWith(sought, at)).toBe(whole.startsWith(sought, at));
        }
      }
    });
  });

  test('what has changed leads from one text to the next', () => {
    forAll((pieces, whole, before) => {
      const { start, oldEnd, newEnd } = changeBetween(before, pieces);
      expect(before.slice(0, start) + whole.slice(start, newEnd) + before.slice(oldEnd)).toBe(whole);
      const [was, is] = [before.slice(start, oldEnd), whole.slice(start, newEnd)];
      if (was !== '' && is !== '') {
        expect(was.charAt(0)).not.toBe(is.charAt(0));
        expect(was.at(-1)).not.toBe(is.at(-1));
      }
    });
  });

  test('texts are the same that have the same characters, in whatever pieces', () => {
    forAll((pieces, whole, before) => {
      expect(sameText(pieces, whole)).toBe(true);
      expect(sameText(pieces, inPieces(whole, SIZE))).toBe(true);
      expect(sameText(pieces, before)).toBe(whole === String(before));
    });
  });
});

test('a line break that comes to stand between two pieces is one', () => {
  const text = inPieces('abcd\nefghijk', SIZE).with(3, 4, '\r');
  expect([text.startOfLine(1), text.startOfLine(2)]).toEqual([5, undefined]);
});

/** Looks at texts that come of some edits, with the string that they stand for and the text before the last edit. */
function forAll(look: (pieces: TextInPieces, whole: string, before: TextInPieces) => void): void {
  fc.assert(
    fc.property(text, edits, (start, changes) => {
      let before = inPieces(start, SIZE);
      let [pieces, whole] = [before, start];
      for (const [place, removed, inserted] of changes) {
        const from = place % (whole.length + 1);
        const to = Math.min(whole.length, from + removed);
        before = pieces;
        pieces = pieces.with(from, to, inserted);
        whole = whole.slice(0, from) + inserted + whole.slice(to);
      }
      look(pieces, whole, before);
    }),
    { seed: SEED, numRuns: RUNS },
  );
}

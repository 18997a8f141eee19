import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createLines } from '../../server/lsp/text.ts';

const SEED = 20_240_404;

test('the lines of a text that is changed piece by piece are those of the whole text', () => {
  const text = fc
    .array(fc.constantFrom('a', '\r', '\n', '\r\n', 'bc', '😀'), { maxLength: 14 })
    .map((all) => all.join(''));
  const edits = fc.array(fc.tuple(fc.nat(), fc.nat(3), text), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(text, edits, (start, changes) => {
      let lines = createLines(start, 'utf-16');
      for (const [place, removed, inserted] of changes) {
        const at = place % (lines.text.length + 1);
        lines = lines.with({ start: at, end: Math.min(lines.text.length, at + removed) }, inserted);
        const fresh = createLines(lines.text, 'utf-16');
        for (let offset = 0; offset <= lines.text.length; offset++)
          expect(lines.positionAt(offset)).toEqual(fresh.positionAt(offset));
      }
    }),
    { seed: SEED, numRuns: 2000 },
  );
});

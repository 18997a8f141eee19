import { check } from '../check.ts';

/** One more mistake than is listed. */
const mistakes = Array.from({ length: 1001 }, (_, i) => `  mistake_${i} = 1\n`).join('');

export const fileCapped = check({
  id: 'file.capped',
  severity: 'information',
  each: 'file',
  docs: {
    summary: 'The file has more findings than are listed.',
    why: 'An editor that shows thousands of squiggles helps nobody. The thousand gravest are listed, in the order of the text, and the rest counted.',
    sources: ['The language, “Findings”: docs/language.md'],
    fails: `\nrack Compute {\n${mistakes}}\n`,
    passes: '\nrack Compute {\n  frame { height = 48U }\n}\n',
  },
  // The engine makes this finding when all checks have run.
  run: () => [],
});

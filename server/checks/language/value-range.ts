import { check } from '../check.ts';
import { modelFaults } from './model-faults.ts';

export const valueRange = check({
  id: 'value.range',
  severity: 'error',
  each: 'file',
  docs: {
    summary: 'The value is outside the range in which it means something.',
    why: 'A rack of no height, minus two servers or a division by zero describe nothing that could be built. Values are exact: one that is finer than its base unit (a micrometre, a milliwatt) or beyond 2^53 of them cannot be held and is refused rather than rounded.',
    sources: ['The language, “Values and counts”: docs/language.md'],
    fails: `
rack Compute {
  power { feeds = -1 }
}
`,
    passes: `
rack Compute {
  power { feeds = 0 }
}
`,
  },
  run: (model, source) => modelFaults(model, source, 'value.range'),
});

import { check } from '../check.ts';
import { modelFaults } from './model-faults.ts';

export const indexBudget = check({
  id: 'index.budget',
  severity: 'warning',
  each: 'file',
  docs: {
    summary: 'A link would have to be counted pair by pair, and there are too many pairs.',
    why: 'Plain variables, `a < b` and `a != b` are counted in closed form, whatever their number. Computed indexes and other conditions are tried one by one: up to 2^20 tuples for one link statement and 2^22 for a file. Beyond that the count and the lengths of the link stay unknown, and what rests on them is not judged.',
    sources: ['The language, “Links”: docs/language.md'],
    fails: `
switch Box { port port[16] { rate = 400Gbps } }

rack Mesh {
  sw[2000] : Box
  link mesh : sw[a] -- sw[b] where a + 1 == b
}
`,
    passes: `
switch Box { port port[16] { rate = 400Gbps } }

rack Mesh {
  sw[200] : Box
  link mesh : sw[a] -- sw[b] where a + 1 == b
}
`,
  },
  run: (model, source) => modelFaults(model, source, 'index.budget'),
});

import { check } from '../check.ts';
import { modelFaults } from './model-faults.ts';

export const indexTwice = check({
  id: 'index.twice',
  severity: 'warning',
  each: 'file',
  docs: {
    summary: 'A mesh within one array makes each pair twice.',
    why: '`sw[a] -- sw[b]` ranges over all ordered pairs: 0 with 1, and 1 with 0. That is twice the cables and ports of a full mesh. `where a < b` keeps one of each.',
    sources: ['The language, “Links”: docs/language.md'],
    fails: `
switch Box { port port[16] { rate = 400Gbps } }

rack Mesh {
  sw[8] : Box
  link mesh : sw[a] -- sw[b]
}
`,
    passes: `
switch Box { port port[16] { rate = 400Gbps } }

rack Mesh {
  sw[8] : Box
  link mesh : sw[a] -- sw[b] where a < b
}
`,
    fixes: 'Adds `where a < b`.',
  },
  run: (model, source) => modelFaults(model, source, 'index.twice'),
});

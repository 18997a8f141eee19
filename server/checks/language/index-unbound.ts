import { check } from '../check.ts';
import { modelFaults } from './model-faults.ts';

export const indexUnbound = check({
  id: 'index.unbound',
  severity: 'error',
  each: 'file',
  docs: {
    summary: 'An index variable is used in a formula, and nothing says over what it ranges.',
    why: 'A variable ranges over the array at which it stands by itself, as `i` in `server[i]`. One that stands in formulas only (`server[i + 1]`) has no range.',
    sources: ['The language, “Links”: docs/language.md'],
    fails: `
nic Port { port port { rate = 400Gbps } }
node Server { nic[4] : Port }

rack Ring {
  server[4] : Server
  link ring : server[0].nic[0] -- server[i % 4].nic[1]
}
`,
    passes: `
nic Port { port port { rate = 400Gbps } }
node Server { nic[4] : Port }

rack Ring {
  server[4] : Server
  link ring : server[i].nic[0] -- server[(i + 1) % 4].nic[1]
}
`,
  },
  run: (model, source) => modelFaults(model, source, 'index.unbound'),
});

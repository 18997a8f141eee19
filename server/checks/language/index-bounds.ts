import { check } from '../check.ts';
import { modelFaults } from './model-faults.ts';

export const indexBounds = check({
  id: 'index.bounds',
  severity: 'error',
  each: 'file',
  docs: {
    summary: 'An index is outside its array, or there are more indexes than dimensions.',
    why: 'A link that ends on a part that does not exist would be counted and never built. Computed indexes are followed through all their values: a ring that forgets its `%` leaves the array at its last element.',
    sources: ['The language, “Links”: docs/language.md'],
    fails: `
nic Port { port port { rate = 400Gbps } }
node Server { nic[4] : Port }

rack Ring {
  server[4] : Server
  link ring : server[i].nic[0] -- server[i + 1].nic[1]
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
  run: (model, source) => modelFaults(model, source, 'index.bounds'),
});

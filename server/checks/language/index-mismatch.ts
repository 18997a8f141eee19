import { check } from '../check.ts';
import { modelFaults } from './model-faults.ts';

export const indexMismatch = check({
  id: 'index.mismatch',
  severity: 'warning',
  each: 'file',
  docs: {
    summary: 'One index variable stands at two arrays of different size.',
    why: 'The same variable has the same value in both places, so it ranges over what both have. What one array has more stays unlinked: eight NICs to seven leaves leave one rail without a switch. Where that is meant, as for the first leaves of several groups, a formula at the longer array says so, for it asks for no range: `leaf[r + 0]` beside `leaf[r + 4]`.',
    sources: ['The language, “Links”: docs/language.md'],
    fails: `
nic Port { port port { rate = 400Gbps } }
node Server { nic[8] : Port }
switch Leaf { port port[64] { rate = 400Gbps } }

rack Compute {
  server : Server
  leaf[7] : Leaf
  link rail : server.nic[r] -- leaf[r]
}
`,
    passes: `
nic Port { port port { rate = 400Gbps } }
node Server { nic[8] : Port }
switch Leaf { port port[64] { rate = 400Gbps } }

rack Compute {
  server : Server
  leaf[8] : Leaf
  link rail : server.nic[r] -- leaf[r]
}
`,
  },
  run: (model, source) => modelFaults(model, source, 'index.mismatch'),
});

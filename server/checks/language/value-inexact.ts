import { check } from '../check.ts';
import { modelFaults } from './model-faults.ts';

export const valueInexact = check({
  id: 'value.inexact',
  severity: 'warning',
  each: 'file',
  docs: {
    summary: 'A division in a count leaves a remainder.',
    why: 'In counts `/` rounds down. Where a count does not divide evenly, something is left over: 30 servers in racks of 4 leave two without a rack.',
    sources: ['The language, “Values and counts”: docs/language.md'],
    fails: `
node Server { }
let servers = 30

rack Compute {
  server[servers / 4] : Server
}
`,
    passes: `
node Server { }
let servers = 32

rack Compute {
  server[servers / 4] : Server
}
`,
  },
  run: (model, source) => modelFaults(model, source, 'value.inexact'),
});

import { check } from '../check.ts';
import { modelFaults } from './model-faults.ts';

export const unitUnknown = check({
  id: 'unit.unknown',
  severity: 'error',
  each: 'file',
  docs: {
    summary: 'The unit does not exist.',
    why: 'A unit that topo does not know cannot be compared with a limit. Upper and lower case matter: `mW` is a milliwatt, `MW` a megawatt.',
    sources: ['The language, “Quantities and units”: docs/language.md'],
    fails: `
rack Compute {
  power { feed = 21.6kw }
}
`,
    passes: `
rack Compute {
  power { feed = 21.6kW }
}
`,
    fixes: 'Writes the nearest unit that exists.',
  },
  run: (model, source) => modelFaults(model, source, 'unit.unknown'),
});

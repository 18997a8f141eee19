import { check } from '../check.ts';
import { modelFaults } from './model-faults.ts';

export const unitDimension = check({
  id: 'unit.dimension',
  severity: 'error',
  each: 'file',
  docs: {
    summary: 'The value is of another sort than the property or the operator takes.',
    why: 'A height is a length, a feed a power: a value of another dimension is a mistake in the number, the unit or the property. The same holds inside an expression: lengths are not added to powers, and a condition is no value.',
    sources: ['The language, “Quantities and units”: docs/language.md'],
    fails: `
rack Compute {
  frame { height = 48kg }
}
`,
    passes: `
rack Compute {
  frame { height = 48U }
}
`,
  },
  run: (model, source) => modelFaults(model, source, 'unit.dimension'),
});

import { check } from '../check.ts';
import { modelFaults } from './model-faults.ts';

export const unitMissing = check({
  id: 'unit.missing',
  severity: 'error',
  each: 'file',
  docs: {
    summary: 'A quantity has no unit, or its unit is not glued to the number.',
    why: 'Every quantity carries its unit, so that nothing is silently assumed: `load = 1500` could be kilograms or pounds, `feed = 21.6` watts or kilowatts. A blank between number and unit (`2 m`) would make the unit a name of its own.',
    sources: ['The language, “Quantities and units”: docs/language.md'],
    fails: `
rack Compute {
  frame { height = 48 }
}
`,
    passes: `
rack Compute {
  frame { height = 48U }
}
`,
    fixes: 'Joins the number and its unit, or writes one of the units of the property behind the number.',
  },
  run: (model, source) => modelFaults(model, source, 'unit.missing'),
});

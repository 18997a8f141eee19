import { firstFrom } from '../../../grammar/spans.ts';
import { placeOf } from '../../model/source.ts';
import { check } from '../check.ts';
import { ofEachBody } from './bodies.ts';
import { modelFaults } from './model-faults.ts';

export const syntaxError = check({
  id: 'syntax.error',
  severity: 'error',
  each: 'file',
  docs: {
    summary: 'The text does not follow the grammar.',
    why: 'A statement that cannot be read has no meaning. Only that statement is lost: the rest of the file is checked as if it were not there. While an error is in the way, a line that starts like a statement is taken for one, and a kind in the first column followed by a name begins a declaration even where braces are still open.',
    sources: ['The language, “Grammar”: docs/language.md'],
    fails: `
rack Compute {
  frame { height = }
}
`,
    passes: `
rack Compute {
  frame { height = 48U }
}
`,
  },
  *run(model, source) {
    const rules = [...allows(model, source)].flatMap(({ rule, reason }) =>
      !reason && rule.text.includes('.') ? [rule] : [],
    );
    const lacking = rules.sort((a, b) => a.start - b.start);
    for (const fault of source.parsed.faults) {
      // An `allow` without its reason has a rule of its own, allow.reason.
      const rule = lacking[firstFrom(lacking, fault.start + 1) - 1];
      if (!rule || rule.end < fault.end) yield { at: placeOf(source, fault), message: fault.message };
    }
    yield* modelFaults(model, source, 'syntax.error');
  },
});

const allows = ofEachBody((_model, { statements }) => statements.filter((statement) => statement.node === 'allow'));

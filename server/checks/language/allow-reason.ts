import type { Allow } from '../../../grammar/ast.ts';
import { placeOf } from '../../model/source.ts';
import { check } from '../check.ts';
import { ofEachBody } from './bodies.ts';

export const allowReason = check({
  id: 'allow.reason',
  severity: 'error',
  each: 'file',
  docs: {
    summary: 'An `allow` gives no reason.',
    why: 'An `allow` silences a rule for all who read the file later. The reason tells them why the finding does not matter here, and when it would again: a measurement, a ticket, a date.',
    sources: ['The language, “Waivers”: docs/language.md'],
    fails: `
rack Compute {
  power { feed = 21.6kW }
  allow density.spare ""
}
`,
    passes: `
rack Compute {
  power { feed = 21.6kW }
}
`,
  },
  run: ofEachBody(function* (_model, { statements, scope: { source } }) {
    for (const statement of statements) {
      if (statement.node !== 'allow' || !statement.rule.text.includes('.') || hasReason(statement)) continue;
      yield {
        at: placeOf(source, statement.reason ?? statement.rule),
        message: `"allow ${statement.rule.text}" needs a reason in quotes, for example "2.2 m lot-tested, ticket 4711".`,
      };
    }
  }),
});

/** Whether an `allow` says why. */
export function hasReason({ reason }: Allow): boolean {
  return reason !== undefined && reason.value.trim() !== '';
}

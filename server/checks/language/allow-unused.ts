import { placeOf } from '../../model/source.ts';
import { rules } from '../../schema/rules.ts';
import { check } from '../check.ts';
import { remove } from '../text-edits.ts';
import { hasReason } from './allow-reason.ts';
import { ofEachBody } from './bodies.ts';

export const allowUnused = check({
  id: 'allow.unused',
  severity: 'warning',
  each: 'file',
  docs: {
    summary: 'An `allow` silences nothing.',
    why: 'What it was written for has been repaired, or it stands in a body in which the rule finds nothing. Left in place it would silence the next finding, for which its reason was not given.',
    sources: ['The language, “Waivers”: docs/language.md'],
    fails: `
rack Compute {
  frame { height = 48U }
  allow density.space "two units short, agreed with the site"
}
`,
    passes: `
rack Compute {
  frame { height = 48U }
}
`,
    fixes: 'Removes it.',
  },
  /** Yields every complete `allow`; the engine keeps those that have silenced nothing. */
  run: ofEachBody(function* (_model, { statements, scope: { source } }) {
    for (const statement of statements) {
      if (statement.node !== 'allow' || statement.broken || !hasReason(statement) || !rules.has(statement.rule.text))
        continue;
      yield {
        at: placeOf(source, statement),
        message: `"allow ${statement.rule.text}" silences nothing here.`,
        fixes: () => [remove(source, statement, `Remove "allow ${statement.rule.text}"`)],
      };
    }
  }),
});

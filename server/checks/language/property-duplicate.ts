import type { Property } from '../../../grammar/ast.ts';
import { placeOf } from '../../model/source.ts';
import { check } from '../check.ts';
import { remove } from '../text-edits.ts';
import { ofEachBody } from './bodies.ts';

export const propertyDuplicate = check({
  id: 'property.duplicate',
  severity: 'error',
  each: 'file',
  docs: {
    summary: 'A property is set twice in one body.',
    why: 'Only the first would count, and a reader could not tell which is meant. A derived declaration or the body of a member may set a property anew.',
    sources: ['The language, “Properties”: docs/language.md'],
    fails: `
rack Compute {
  frame { height = 48U  height = 42U }
}
`,
    passes: `
rack Compute {
  frame { height = 48U }
}

rack Low : Compute {
  frame { height = 42U }
}
`,
    fixes: 'Removes the second one.',
  },
  run: ofEachBody(function* (_model, { statements, scope: { source } }) {
    const first = new Map<string, Property>();
    for (const statement of statements) {
      if (statement.node !== 'property' || statement.broken) continue;
      const known = first.get(statement.name.text);
      if (!known) first.set(statement.name.text, statement);
      else {
        yield {
          at: placeOf(source, statement.name),
          message: `"${statement.name.text}" is already set in this body: the first value counts.`,
          related: [{ at: placeOf(source, known), message: 'the first value' }],
          fixes: () => [remove(source, statement, `Remove the second "${statement.name.text}"`)],
        };
      }
    }
  }),
});

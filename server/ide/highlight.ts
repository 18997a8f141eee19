import type { Span } from '../../grammar/ast.ts';
import type { Analysis } from '../checks/analyse.ts';
import { bodiesOf } from '../checks/language/bodies.ts';
import { bodiesByOwner } from './context.ts';
import { isSame, type Meaning, meaningOf } from './meaning.ts';
import { type Subject, subjects, targetAt } from './target.ts';

/** A place where a name stands; `declares` where it is one of the statements that declare or override it. */
export interface Occurrence extends Span {
  readonly declares: boolean;
}

/** Every name of the file that means the same as the one at an offset, in the order of the text. */
export function highlightsAt(analysis: Analysis, offset: number): readonly Occurrence[] {
  const meaning = meaningAt(analysis, offset) ?? (offset > 0 ? meaningAt(analysis, offset - 1) : undefined);
  return meaning ? [...occurrencesOf(analysis, meaning)].sort((a, b) => a.start - b.start) : [];
}

/** What the name at an offset means. */
export function meaningAt({ model, source }: Analysis, offset: number): Meaning | undefined {
  const target = targetAt(source.parsed.file, source.text, offset);
  const statement = target?.path.at(-1);
  const body = target && bodiesByOwner(model, source).get(target.path.at(-2));
  return target && statement && body ? meaningOf(model, body, statement, target.on) : undefined;
}

/** Where in a file names mean this. What is spelled otherwise is not looked at. */
function* occurrencesOf({ model, source }: Analysis, meaning: Meaning): Generator<Occurrence> {
  for (const body of bodiesOf(model, source)) {
    for (const statement of body.statements) {
      for (const [span, on] of subjects(statement, source.text)) {
        if (!isSpelled(source.text, span, meaning.name) && !isNamedByPath(span, on)) continue;
        const found = meaningOf(model, body, statement, on);
        if (!found || !isSame(found, meaning)) continue;
        const declares = on.what === 'name' || on.what === 'import' || (on.what === 'link' && span === on.node.name);
        if (on.what !== 'link' || declares) yield { start: span.start, end: span.end, declares };
      }
    }
  }
}

/** An import of a file without a name of its own is named by the path. */
function isNamedByPath(span: Span, on: Subject): boolean {
  return on.what === 'import' && !on.node.alias && span === on.node.target && 'value' in on.node.target;
}

function isSpelled(text: string, { start, end }: Span, name: string): boolean {
  return end - start === name.length && text.startsWith(name, start);
}

import type { Span, Statement } from '../../grammar/ast.ts';
import type { Text } from '../../grammar/text.ts';
import type { BodyContext } from '../checks/language/bodies.ts';
import type { Model } from '../model/model.ts';
import { type Place, placeOf, type Source } from '../model/source.ts';
import { bodiesByOwner } from './context.ts';
import { isSame, type Meaning, meaningOf } from './meaning.ts';
import { type Subject, targetAt } from './target.ts';

/** A name where it stands, and what it means there. */
export interface NameAt {
  readonly span: Span;
  readonly on: Subject;
  readonly statement: Statement;
  readonly body: BodyContext;
  /** Undefined for a name that leads nowhere, and for words of the language. */
  readonly meaning: Meaning | undefined;
}

/** A place where a name means what is asked for; `declares` where it is one of the statements that declare or override it. */
export interface Use extends Place {
  readonly declares: boolean;
}

/** The name at an offset, or the one that ends there. */
export function nameAt(model: Model, source: Source, offset: number): NameAt | undefined {
  const here = nameFrom(model, source, offset);
  if (here?.meaning || offset === 0) return here;
  const before = nameFrom(model, source, offset - 1);
  return before?.meaning || !here ? before : here;
}

function nameFrom(model: Model, source: Source, offset: number): NameAt | undefined {
  const target = targetAt(source.parsed.file, source.text, offset);
  const statement = target?.path.at(-1);
  const body = target && bodiesByOwner(model, source).get(target.path.at(-2));
  if (!statement || !body) return undefined;
  const { span, on } = target;
  return { span, on, statement, body, meaning: meaningOf(model, body, statement, on) };
}

/** Where in the files names mean this, in the order of the files and their text. */
export function usesOf(model: Model, sources: Iterable<Source>, meaning: Meaning): readonly Use[] {
  const found: Use[] = [];
  for (const source of homesOf(sources, meaning)) {
    for (const use of [...usesIn(model, source, meaning)].sort((a, b) => a.start - b.start)) found.push(use);
  }
  return found;
}

/** The files in which names can mean this: an import and an index variable mean something in their own file only. */
function homesOf(sources: Iterable<Source>, { sort, declared }: Meaning): Iterable<Source> {
  return declared && (sort === 'import' || sort === 'variable') ? [declared.source] : sources;
}

/**
 * The text is searched only for where a name can be, so that the cost follows how often it stands there: what each means
 * the model says.
 */
function* usesIn(model: Model, source: Source, meaning: Meaning): Generator<Use> {
  for (const start of placesIn(source, meaning.name)) {
    const name = nameFrom(model, source, start);
    if (!name?.meaning || !isSame(name.meaning, meaning)) continue;
    const { span, on } = name;
    if (span.start !== start || (!isSpelled(source.text, span, meaning.name) && !isNamedByPath(span, on))) continue;
    const declares = on.what === 'name' || on.what === 'import' || (on.what === 'link' && span === on.node.name);
    if (on.what !== 'link' || declares) yield { ...placeOf(source, span), declares };
  }
}

/** Where a word stands by itself, and the paths of imports that have no other name. */
function* placesIn({ text, imports }: Source, name: string): Generator<number> {
  for (const { target, alias } of imports) if (target && !alias && 'value' in target) yield target.start;
  // The path of an import may be empty, and so is its name.
  if (name === '') return;
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length)) {
    if (!isNamePart(text.charCodeAt(at - 1)) && !isNamePart(text.charCodeAt(at + name.length))) yield at;
  }
}

/** A letter of a name: `A` to `Z`, `a` to `z`, a digit or `_`. */
function isNamePart(code: number): boolean {
  return (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || code === 95;
}

/** An import of a file without a name of its own is named by the path. */
function isNamedByPath(span: Span, on: Subject): boolean {
  return on.what === 'import' && !on.node.alias && span === on.node.target && 'value' in on.node.target;
}

function isSpelled(text: Text, { start, end }: Span, name: string): boolean {
  return end - start === name.length && text.startsWith(name, start);
}

import type { Span, Statement } from '../../grammar/ast.ts';
import { catalogScheme } from '../catalog/modules.ts';
import type { Edit } from '../checks/check.ts';
import { nameDuplicate } from '../checks/language/name-duplicate.ts';
import { isName } from '../checks/names.ts';
import { withEdits } from '../checks/overlay.ts';
import { insert } from '../checks/text-edits.ts';
import { fileName } from '../facts/file-name.ts';
import { lineAndColumn, type Place, placeOf, type Source } from '../model/source.ts';
import { type Known, knownFrom } from './known.ts';
import type { Meaning } from './meaning.ts';
import { type NameAt, nameAt, type Use, usesOf } from './uses.ts';

/** Why something cannot be renamed, in one sentence for the person who asked. */
export interface Refusal {
  readonly refused: string;
}

/** The name that would be renamed. */
export interface Renamable {
  readonly span: Span;
  readonly name: string;
}

/** Whether the name at an offset can be renamed, and what it is called now. */
export function renamableAt(known: Known, source: Source, offset: number): Renamable | Refusal {
  const found = renamed(known, source, offset);
  if ('refused' in found) return found;
  return { span: found.name.span, name: found.meaning.name };
}

/** The edits that give the thing at an offset another name, wherever it is named in the files that are known. */
export function rename(known: Known, source: Source, offset: number, to: string): readonly Edit[] | Refusal {
  const found = renamed(known, source, offset);
  if ('refused' in found) return found;
  if (to === found.meaning.name) return [];
  if (!isName(to)) return { refused: `"${to}" is no name: letters, digits and _, not a digit first.` };
  const uses = usesOf(known.model, known.sources, found.meaning);
  const edits = uses.flatMap((use) => editOf(found.meaning, use, to) ?? []);
  return conflict(known, edits, to) ?? edits;
}

interface Renamed {
  readonly name: NameAt;
  readonly meaning: Meaning;
}

function renamed(known: Known, source: Source, offset: number): Renamed | Refusal {
  const name = nameAt(known.model, source, offset);
  if (!name) return { refused: 'There is no name here.' };
  const { meaning } = name;
  const refused = refusal(name) ?? (meaning && (fixed(known, meaning) ?? lostUse(known, meaning)));
  if (refused !== undefined) return { refused };
  return meaning ? { name, meaning } : { refused: 'It is not known what this name means.' };
}

function refusal({ on, meaning, statement }: NameAt): string | undefined {
  if (on.what === 'word' || on.what === 'keyword') return 'A word of the language cannot be renamed.';
  if (on.what === 'rule') return 'The name of a rule is fixed.';
  if (on.what === 'quantity') return 'There is no name here.';
  if (meaning?.sort === 'property') return `"${meaning.name}" is a property of the language.`;
  if (meaning?.sort === 'word') return `"${meaning.name}" is a word of the language.`;
  return statement.broken ? 'This statement is broken: repair it first.' : undefined;
}

/** What the built-in catalog declares has its name for all who use it. */
function fixed({ model, sources }: Known, meaning: Meaning): string | undefined {
  const isBuiltIn = ({ source }: Place): boolean => source.location.startsWith(`${catalogScheme}:`);
  const built = meaning.declared && isBuiltIn(meaning.declared);
  return built || usesOf(model, meaning.declared ? [meaning.declared.source] : sources, meaning).some(isBuiltIn)
    ? `"${meaning.name}" is declared in the built-in catalog.`
    : undefined;
}

/** A place where the name may stand in text that could not be read, and would be left behind. */
function lostUse({ model, sources }: Known, meaning: Meaning): string | undefined {
  const faulty = sources.filter(({ parsed, text }) => parsed.faults.length > 0 && text.indexOf(meaning.name) >= 0);
  const word = new RegExp(`\\b${meaning.name}\\b`, 'g');
  for (const source of faulty) {
    const uses = new Set(usesOf(model, [source], meaning).map(({ start }) => start));
    for (const statement of brokenIn(source.parsed.file.statements)) {
      const own = source.text.slice(statement.start, headEnd(statement));
      for (const { index } of own.matchAll(word)) {
        const at = statement.start + index;
        if (!uses.has(at))
          return `"${meaning.name}" stands in broken text at ${shown({ ...placeOf(source, statement), start: at })}: repair it first.`;
      }
    }
  }
  return undefined;
}

function* brokenIn(statements: readonly Statement[]): Generator<Statement> {
  for (const statement of statements) {
    if (statement.broken) yield statement;
    if ('body' in statement && statement.body) yield* brokenIn(statement.body.statements);
  }
}

function headEnd(statement: Statement): number {
  return 'body' in statement && statement.body ? statement.body.start : statement.end;
}

/** An import without a name of its own gets one; of one that has a name, the target stays. */
function editOf({ sort, of }: Meaning, use: Use, to: string): Edit | undefined {
  const node = sort === 'import' ? use.source.imports.find((each) => each === of) : undefined;
  const isTarget = use.declares && node?.target?.start === use.start;
  if (!node || !isTarget) return { at: use, text: to };
  return node.alias ? undefined : insert(use.source, use.end, ` as ${to}`);
}

/**
 * A new name may already mean something where the thing is declared or used. The files are read again with the edits: the
 * name must then mean the same in exactly the places that were edited.
 */
function conflict(known: Known, edits: readonly Edit[], to: string): Refusal | undefined {
  const program = withEdits(known.model.program, edits);
  const after = knownFrom(
    program,
    known.sources.map(({ location }) => location),
  );
  const expected = placesAfter(program, edits, to);
  const keys = new Set(expected.map(keyOf));
  const twice = newDuplicate(known, after, keys);
  if (twice !== undefined) return { refused: twice };
  const [first] = expected;
  const meaning = first && nameAt(after.model, first.source, first.start)?.meaning;
  const found = meaning ? usesOf(after.model, after.sources, meaning) : [];
  const extra = found.find((use) => !keys.has(keyOf(use)) && !isAliasedTarget(use));
  if (extra) return { refused: `"${to}" already means something else at ${shown(extra)}.` };
  const kept = new Set(found.map(keyOf));
  const lost = expected.find((place) => !kept.has(keyOf(place)));
  return lost && { refused: `"${to}" would mean something else at ${shown(lost)}.` };
}

/** What the rule says of two statements that now declare one name in one body, of which one has been renamed. */
function newDuplicate(before: Known, after: Known, renamedTo: ReadonlySet<string>): string | undefined {
  for (const source of after.sources) {
    const old = before.sources.find(({ location }) => location === source.location);
    if (!old || old === source) continue;
    const known = new Set([...nameDuplicate.run(before.model, old)].map(({ message }) => message));
    const found = [...nameDuplicate.run(after.model, source)].find(({ message }) => !known.has(message));
    const other = [found?.at, found?.related?.[0]?.at].find((at) => at && !renamedTo.has(keyOf(at)));
    if (found && other) return `${found.message.replace(/ here: .*$/s, '')} at ${shown(other)}.`;
  }
  return undefined;
}

/** The target of an import that has an alias names the module, not what it is called here. */
function isAliasedTarget({ source, start }: Use): boolean {
  return source.imports.some(({ alias, target }) => alias && target?.start === start);
}

/** Where the new name of each edit stands once all are made. The edits of a file are in the order of its text. */
function placesAfter(program: Known['model']['program'], edits: readonly Edit[], to: string): readonly Place[] {
  const shifts = new Map<string, number>();
  return edits.flatMap(({ at, text }) => {
    const { location } = at.source;
    const shift = shifts.get(location) ?? 0;
    shifts.set(location, shift + text.length - (at.end - at.start));
    const source = program.source(location);
    const start = at.start + shift + text.length - to.length;
    return source ? [placeOf(source, { start, end: start + to.length })] : [];
  });
}

function keyOf({ source, start }: Place): string {
  return `${source.location} ${start}`;
}

function shown(place: Place): string {
  const { line, column } = lineAndColumn(place);
  return `${fileName(place.source.location)}:${line}:${column}`;
}

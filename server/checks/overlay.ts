import type { Text } from '../../grammar/text.ts';
import type { Program } from '../model/program.ts';
import { readSource, type Source } from '../model/source.ts';
import type { Edit } from './check.ts';

/** A program in which edits have been made, in memory. */
export function withEdits(program: Program, edits: readonly Edit[]): Program {
  const changed = new Map<string, Source>();
  for (const [location, text] of editedTexts(edits)) changed.set(location, readSource(location, text));
  return { ...program, source: (location) => changed.get(location) ?? program.source(location) };
}

/** The texts of the files that edits change, by location. Edits of one place stay in the order given. */
export function editedTexts(edits: readonly Edit[]): ReadonlyMap<string, string> {
  const byFile = new Map<Source, Edit[]>();
  for (const edit of edits) {
    const own = byFile.get(edit.at.source);
    if (own) own.push(edit);
    else byFile.set(edit.at.source, [edit]);
  }
  return new Map([...byFile].map(([source, own]) => [source.location, edited(source.text, own)]));
}

function edited(text: Text, edits: readonly Edit[]): string {
  let result = '';
  let from = 0;
  for (const { at, text: written } of edits.toSorted((a, b) => a.at.start - b.at.start)) {
    result += text.slice(from, at.start) + written;
    from = Math.max(from, at.end);
  }
  return result + text.slice(from);
}

import type { Link, Statement } from '../../../grammar/ast.ts';
import type { Text } from '../../../grammar/text.ts';
import type { Analysis } from '../../checks/analyse.ts';
import type { Edit } from '../../checks/check.ts';
import { numberedName } from '../../checks/names.ts';
import { insert, lineStart } from '../../checks/text-edits.ts';
import { linkShape } from '../../facts/links.ts';
import { type LinkShape, spread } from '../../model/link/shape.ts';
import { placeOf, type Source } from '../../model/source.ts';
import { linkSitesOf } from '../context.ts';
import type { Action } from './action.ts';

/** Splits a link in the middle of what an index variable ranges over, so that each half can have a cable of its own. */
export function linkSplits(analysis: Analysis, path: readonly Statement[], node: Link): readonly Action[] {
  const { model, source } = analysis;
  const [site] = linkSitesOf(analysis, path, node);
  const shape = site && linkShape(model, site);
  if (!shape || node.broken || tuplesOf(shape) > MOST_TUPLES) return [];
  return shape.variables.flatMap(({ name, low, high }): readonly Action[] => {
    if (name === undefined || high <= low) return [];
    const middle = low + Math.ceil((high - low + 1) / 2);
    return [
      {
        title: `Split by ${name}: below ${middle}, and from ${middle} on`,
        kind: 'refactor.rewrite',
        edits: () => split(source, path, node, [`${name} < ${middle}`, `${name} >= ${middle}`]),
      },
    ];
  });
}

/** A condition may have to be counted tuple by tuple: what is split stays quick to check. */
const MOST_TUPLES = 2 ** 14;

function tuplesOf({ variables }: LinkShape): number {
  return variables.reduce((product, variable) => product * spread(variable), 1);
}

/** The first half is written above, where the comments of the link stand, and keeps its name. */
function split(
  source: Source,
  path: readonly Statement[],
  node: Link,
  [first, second]: readonly [string, string],
): readonly Edit[] {
  const { text } = source;
  const indent = text.slice(lineStart(text, node.start), node.start);
  const gap = /^[ \t]*$/.test(indent) ? `\n${indent}` : '  ';
  const other = conditionEdit(source, node, second);
  const copy = applied(text.slice(node.start, node.end), conditionEdit(source, node, first), node.start);
  return [
    insert(source, node.start, copy + gap),
    { at: placeOf(source, node.name), text: nameBeside(path, node.name.text) },
    other,
  ];
}

function conditionEdit(source: Source, { where, via, right, end }: Link, condition: string): Edit {
  if (where) {
    const written = source.text.slice(where.start, where.end);
    // `or` binds looser than `and`.
    const before = where.node === 'binary' && where.operator === 'or' ? `(${written})` : written;
    return { at: placeOf(source, where), text: `${before} and ${condition}` };
  }
  const at = via?.end ?? right?.end ?? end;
  return insert(source, at, ` where ${condition}`);
}

function applied(text: Text, { at, text: written }: Edit, from: number): string {
  return text.slice(0, at.start - from) + written + text.slice(at.end - from);
}

function nameBeside(path: readonly Statement[], name: string): string {
  const around = path.at(-2);
  const statements = around && 'body' in around ? (around.body?.statements ?? []) : [];
  const taken = new Set(statements.flatMap((each) => (each.node === 'link' ? [each.name.text] : [])));
  return numberedName(name, '_', (each) => taken.has(each));
}

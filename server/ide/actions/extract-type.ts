import type { Body, Member, Statement } from '../../../grammar/ast.ts';
import type { Text } from '../../../grammar/text.ts';
import type { Analysis } from '../../checks/analyse.ts';
import type { Edit } from '../../checks/check.ts';
import { declarationOf } from '../../checks/language/bodies.ts';
import { freeName } from '../../checks/names.ts';
import { insert, lineStart } from '../../checks/text-edits.ts';
import { visibleTypes } from '../../model/scope.ts';
import { placeOf, type Source } from '../../model/source.ts';
import { contextOf } from '../context.ts';
import type { Action } from './action.ts';
import type { Move } from './moved-names.ts';

/** A declaration of what the body of a member changes, at the top of the file and beside the member. */
export function typeExtractions(
  analysis: Analysis,
  path: readonly Statement[],
  node: Member,
): readonly (Action & { readonly moves: Move })[] {
  const { model, source } = analysis;
  const { scope } = contextOf(analysis, path);
  const binding = declarationOf(model, node.type, scope);
  const top = path[0];
  if (!binding || !node.type || !node.body || node.body.statements.length === 0 || node.broken || !top) return [];
  const name = typeNameFor(
    node.name.text,
    new Set(visibleTypes(model.program, model.scopeOf, scope).map(([each]) => each)),
  );
  const head = `${binding.declaration.keyword.text} ${name} : ${source.text.slice(node.type.start, node.type.end)}`;
  const use: Edit = { at: placeOf(source, { start: node.type.start, end: node.body.end }), text: name };
  const { body } = node;
  const extraction = (where: string, at: number, text: string, gap: string): Action & { readonly moves: Move } => ({
    title: `Extract ${name} ${where}`,
    kind: 'refactor.extract',
    edits: () => [insert(source, at, `${head} ${text}${gap}`), use],
    moves: { from: body, into: 0, at: head.length + 1, length: text.length },
  });
  return [
    extraction('to the top of the file', above(source.text, top.start), dedented(source, node, body), '\n\n'),
    extraction('beside the member', node.start, bodyText(source, body), gapBefore(source, node)),
  ];
}

/** The start of a statement's line, or of the comment lines directly above it; what begins the file stays above. */
function above(text: Text, start: number): number {
  let at = lineStart(text, start);
  for (;;) {
    const before = lineStart(text, at - 1);
    if (before === 0 || !/^[ \t]*\/\//.test(text.slice(before, at))) return at;
    at = before;
  }
}

/** `Dgx` for a member `dgx`; with a number where that name is taken. */
function typeNameFor(member: string, taken: ReadonlySet<string>): string {
  return freeName(member.charAt(0).toUpperCase() + member.slice(1), (each) => taken.has(each));
}

function bodyText(source: Source, body: Body): string {
  return source.text.slice(body.start, body.end);
}

/** The body as it stands at the left margin. */
function dedented(source: Source, node: Member, body: Body): string {
  const indent = indentOf(source, node.start);
  return bodyText(source, body).replaceAll(`\n${indent}`, '\n');
}

function indentOf({ text }: Source, offset: number): string {
  return /^[ \t]*/.exec(text.slice(lineStart(text, offset), offset))?.[0] ?? '';
}

function gapBefore(source: Source, node: Member): string {
  const indent = source.text.slice(lineStart(source.text, node.start), node.start);
  return /^[ \t]*$/.test(indent) ? `\n${indent}` : '  ';
}

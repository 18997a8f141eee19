import type { Span, Statement } from '../../grammar/ast.ts';
import { PlainLink } from '../../grammar/plain-link.ts';
import { lastFrom } from '../../grammar/spans.ts';
import { catalogScheme } from '../catalog/modules.ts';
import type { Analysis } from '../checks/analyse.ts';
import type { BodyContext } from '../checks/language/bodies.ts';
import { isKind } from '../schema/types.ts';
import { bodiesByOwner } from './context.ts';
import { type Meaning, meaningOf } from './meaning.ts';
import { createPlainTokens } from './plain-tokens.ts';
import { bodyOf } from './rows.ts';
import { type Subject, subjects } from './target.ts';

/** How a name is coloured, in the words of the protocol. */
export const tokenTypes = [
  'keyword',
  'namespace',
  'class',
  'interface',
  'variable',
  'property',
  'enumMember',
  'function',
  'parameter',
] as const;
export const tokenModifiers = ['declaration', 'readonly', 'defaultLibrary'] as const;

export interface SemanticToken extends Span {
  readonly type: (typeof tokenTypes)[number];
  readonly modifiers: readonly (typeof tokenModifiers)[number][];
}

/**
 * The names and keywords in a range, each as what it means, in order. What means nothing is left to the grammar of the
 * editor, as are numbers, texts and comments; so may be plain links, of which a file can have more than an editor takes.
 */
export function semanticTokensIn(
  { model, source }: Analysis,
  range: Span,
  hasPlainLinks = true,
): readonly SemanticToken[] {
  const bodies = bodiesByOwner(model, source);
  const tokens: SemanticToken[] = [];
  const walk = (statements: readonly Statement[], owner: Statement | undefined): void => {
    const first = lastFrom(statements, range.start);
    const body = bodies.get(owner);
    // What a link takes up from a base is declared there.
    const isOwn = body?.part?.layers.length === 1;
    const plain = body && isOwn ? createPlainTokens(source.text, (link) => tokensOf(link, body)) : undefined;
    for (let i = first ? statements.indexOf(first) : 0; i < statements.length; i++) {
      const statement = statements[i];
      if (!statement || statement.start >= range.end) return;
      if (plain && statement instanceof PlainLink) {
        if (hasPlainLinks) tokens.push(...plain(statement));
        continue;
      }
      if (body) tokens.push(...tokensOf(statement, body));
      walk(bodyOf(statement)?.statements ?? [], statement);
    }
  };
  const tokensOf = (statement: Statement, body: BodyContext): readonly SemanticToken[] => {
    const seen = new Set<number>();
    return [...subjects(statement, source.text)].flatMap(([span, on]): readonly SemanticToken[] => {
      if (seen.has(span.start)) return [];
      seen.add(span.start);
      const colour = colourOf(on, body, meaningOf(model, body, statement, on), span);
      return colour ? [{ start: span.start, end: span.end, ...colour }] : [];
    });
  };
  walk(source.parsed.file.statements, undefined);
  const within = tokens.filter(({ start, end }) => start < range.end && range.start < end);
  return within.sort((a, b) => a.start - b.start);
}

type Colour = Pick<SemanticToken, 'type' | 'modifiers'>;

function colourOf(on: Subject, body: BodyContext, meaning: Meaning | undefined, span: Span): Colour | undefined {
  if (on.what === 'word') return { type: 'keyword', modifiers: [] };
  if (on.what === 'keyword') {
    const { text } = on.node.keyword;
    const isKnown = on.node.name ? isKind(text) : text === 'policy' || body.schema?.blocks.has(text);
    return isKnown ? { type: 'keyword', modifiers: [] } : undefined;
  }
  if (on.what === 'rule') return { type: 'enumMember', modifiers: [] };
  // A name before `=` in a roadmap is an entry; `--` is no name.
  if (!meaning || (on.what === 'link' && span !== on.node.name)) return undefined;
  if (on.what === 'import' && on.node.target === span && 'value' in span) return undefined;
  const declares = on.what === 'name' || on.what === 'link' || on.what === 'import';
  const isBuiltIn = meaning.declared?.source.location.startsWith(`${catalogScheme}:`);
  return {
    type: types[meaning.sort],
    modifiers: [
      ...(declares && meaning.sort !== 'property' ? (['declaration'] as const) : []),
      ...(meaning.sort === 'constant' ? (['readonly'] as const) : []),
      ...(isBuiltIn ? (['defaultLibrary'] as const) : []),
    ],
  };
}

const types: Readonly<Record<Meaning['sort'], SemanticToken['type']>> = {
  type: 'class',
  part: 'interface',
  member: 'variable',
  link: 'function',
  constant: 'variable',
  variable: 'parameter',
  import: 'namespace',
  property: 'property',
  word: 'enumMember',
};

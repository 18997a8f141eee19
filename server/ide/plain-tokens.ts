import type { PlainLink, PlainPath } from '../../grammar/plain-link.ts';
import type { Text } from '../../grammar/text.ts';
import type { SemanticToken } from './semantic-tokens.ts';

/**
 * The tokens of the plain links of one body, in order. There may be tens of thousands, so that each path is looked at
 * once: what its names mean rests neither on the link in which it stands nor on its last index.
 */
export function createPlainTokens(
  text: Text,
  tokensOf: (link: PlainLink) => readonly SemanticToken[],
): (link: PlainLink) => readonly SemanticToken[] {
  // Counted from where the path starts.
  const byPath = new Map<PlainPath, readonly SemanticToken[]>();
  const within = (link: PlainLink, path: PlainPath, start: number, end: number): readonly SemanticToken[] => {
    const known = byPath.get(path);
    if (known) return known;
    const hadNodes = link.isGrown;
    const inPath = tokensOf(link).filter((token) => start <= token.start && token.end <= end);
    if (!hadNodes) link.shrink();
    const found = inPath.map((token) => ({ ...token, start: token.start - start, end: token.end - start }));
    byPath.set(path, found);
    return found;
  };

  return (link) => {
    const { start, end, plain, places } = link;
    const [left, right, via] = [start + places.left, start + places.right, start + places.via];
    const word = text.lastIndexOf('via', via - 1);
    const name = start + places.name;
    const tokens: SemanticToken[] = [
      { start, end: start + 'link'.length, ...keyword },
      { start: name, end: name + plain.name.length, type: 'function', modifiers: ['declaration'] },
    ];
    const add = (path: PlainPath, from: number, to: number): void => {
      for (const token of within(link, path, from, to))
        tokens.push({ ...token, start: token.start + from, end: token.end + from });
    };
    add(plain.left, left, right);
    add(plain.right, right, word);
    tokens.push({ start: word, end: word + 'via'.length, ...keyword });
    add(plain.via, via, places.body < 0 ? end : start + places.body);
    const property = start + places.property;
    if (places.body >= 0)
      tokens.push({ start: property, end: property + 'length'.length, type: 'property', modifiers: [] });
    return tokens;
  };
}

const keyword = { type: 'keyword', modifiers: [] } as const;

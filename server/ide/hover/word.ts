import type { Declaration } from '../../../grammar/ast.ts';
import { schemaOf } from '../../schema/kinds.ts';
import { type BlockSchema, isKind, type KindSchema } from '../../schema/types.ts';
import { code, page, type Row, table } from './markdown.ts';

/** The words of the language that are no kinds. */
const words: ReadonlyMap<string, readonly [string, string]> = new Map([
  ['import', ['Makes the types of a built-in module or of another file usable as `name.Type`.', 'import nvidia']],
  [
    'let',
    [
      'Names a constant. In a body it is also a parameter, which a derived type or a member’s body may set anew.',
      'let units = 4',
    ],
  ],
  [
    'link',
    [
      'Joins ports by cables: one link for each value of its index variables.',
      'link rail : node[n].nic[r] -- leaf[r] via cables.Dac400G',
    ],
  ],
  ['via', ['Names the cable type of the link. Without it the medium is unknown.', 'via cables.Dac400G']],
  ['where', ['Keeps the links whose indexes meet the condition.', 'where a < b']],
  [
    'allow',
    [
      'Silences a rule for the text of the body around it; the reason is required.',
      'allow reach.copper "lot-tested, ticket 4711"',
    ],
  ],
]);

/** A word such as `via` or `let`. */
export function wordHover(word: string): string | undefined {
  const [doc, example] = words.get(word) ?? [];
  return doc === undefined || example === undefined ? undefined : page(`**${word}**`, doc, block(example));
}

function block(example: string): string {
  return `\`\`\`topo\n${example}\n\`\`\``;
}

/** A kind, or an unnamed block of the body around it. */
export function keywordHover(node: Declaration, around: BlockSchema | undefined): string | undefined {
  const keyword = node.keyword.text;
  const isBlock = !node.name && around?.blocks.has(keyword);
  const schema = isBlock ? around?.blocks.get(keyword) : isKind(keyword) ? schemaOf(keyword) : undefined;
  return schema && schemaPage(schema);
}

/** What a kind or block means, and what may stand in it. */
export function schemaPage(schema: BlockSchema | KindSchema): string {
  const kind = 'members' in schema ? schema : undefined;
  const rows = [...(kind ? holds(kind) : []), names('blocks', schema.blocks.keys())];
  const properties = names('properties', schema.properties.keys());
  return table([`**${schema.name}**`, schema.doc], [...rows, properties]);
}

function holds(kind: KindSchema): readonly Row[] {
  const links: Row = kind.links ? ['links', 'may stand in it'] : undefined;
  return [names('members', kind.members), names('parts', kind.parts), links];
}

function names(label: string, of: Iterable<string>): Row {
  const all = [...of].map(code);
  return all.length === 0 ? undefined : [label, all.join(' ')];
}

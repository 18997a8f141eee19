import type { Expected } from '../../../grammar/follow.ts';
import { linkSchema } from '../../schema/kinds.ts';
import { wordHover } from '../hover/word.ts';
import { type CompletionItem, hole } from './item.ts';
import type { Situation } from './situation.ts';
import { countHoles, propertySnippet, valueSnippet } from './starters.ts';

/** A word or sign that goes on with a statement, with what must follow it. */
export function wordItems(
  situation: Situation,
  { word, of }: Extract<Expected, { what: 'word' }>,
): readonly CompletionItem[] {
  const snippet = snippetOf(situation, word, of);
  if (snippet === undefined || isFollowed(situation)) return [];
  return [{ label: word, sort: 'keyword', detail: '', snippet, span: situation.word, doc: () => wordHover(word) }];
}

/** Whether the statement goes on behind the place as it is: then nothing is put between. */
function isFollowed({ rest, word }: Situation): boolean {
  const [next, second] = rest;
  if (!next) return false;
  const isStatement = next.isName && second !== undefined && ['=', ':', '['].includes(second.image);
  return word.end > word.start || !isStatement;
}

function snippetOf(
  situation: Situation,
  word: string,
  of: Extract<Expected, { what: 'word' }>['of'],
): string | undefined {
  switch (word) {
    case '--':
      return `-- ${hole(1, 'b')}`;
    case 'via':
      return `via ${hole(1, 'Cable')}`;
    case 'where':
      return `where ${hole(1, 'a')} < ${hole(2, 'b')}`;
    case 'as':
      return `as ${hole(1, 'name')}`;
    case '=':
      return assignment(situation);
    default:
      return bodyOf(situation, of);
  }
}

/** `= 21.6kW` behind the name of a property. */
function assignment({ statement, body }: Situation): string | undefined {
  const name = statement?.node === 'declaration' && !statement.name ? statement.keyword.text : '';
  const property = body.schema?.properties.get(name);
  return property && `= ${valueSnippet(property, property.value, countHoles())}`;
}

function bodyOf({ statement, body }: Situation, of: string): string | undefined {
  const length = linkSchema.properties.get('length');
  if (of === 'link') return length && `{ ${propertySnippet(length)} }`;
  if (of === 'member') return '{ $1 }';
  if (statement?.node !== 'declaration') return undefined;
  const isBlock =
    !statement.name && (body.schema?.blocks.has(statement.keyword.text) || statement.keyword.text === 'policy');
  return statement.name || isBlock ? '{ $1 }' : undefined;
}

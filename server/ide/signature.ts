import type { Link } from '../../grammar/ast.ts';
import type { Expected } from '../../grammar/follow.ts';
import type { Analysis } from '../checks/analyse.ts';
import { totalLinks } from '../facts/links.ts';
import { formatCount } from '../units/format.ts';
import { type Situation, situationAt } from './completion/situation.ts';
import { linkSitesOf } from './context.ts';
import { code } from './hover/markdown.ts';
import { reach, type UsedVariable, variablesOf } from './link-path.ts';
import { linkBlock } from './meaning.ts';

/** The form of what is being written, with the piece that is next. */
export interface Signature {
  readonly label: string;
  /** Markdown. */
  readonly doc: string;
  readonly pieces: readonly SignaturePiece[];
  /** The index of the piece that is being written. */
  readonly active: number;
}

export interface SignaturePiece {
  /** Where it stands in the label. */
  readonly start: number;
  readonly end: number;
  readonly doc: string;
}

/** In the brackets of a link’s path the bounds of each index; elsewhere in a link its form. Both tell the index variables. */
export function signatureAt(analysis: Analysis, offset: number): Signature | undefined {
  const situation = situationAt(analysis, offset);
  const statement = situation?.statement;
  if (!situation || statement?.node !== 'link' || situation.string) return undefined;
  const { expected } = situation;
  const index = expected.find((each) => each.what === 'index' || each.what === 'bracket');
  if (index) return indexSignature(situation, statement, index);
  const active = linkPieces.findIndex(({ isNext }) => expected.some(isNext));
  return active < 0 ? undefined : linkSignature(situation, statement, active);
}

function indexSignature(
  situation: Situation,
  link: Link,
  { path, position }: { readonly path: readonly string[]; readonly position: number },
): Signature | undefined {
  const block = linkBlock(situation.body);
  const dims = block && reach(block, path)?.array?.dims;
  if (!dims || dims.length === 0) return undefined;
  const name = path.at(-1) ?? '';
  const pieces = dims.map((size, i) => {
    const which = dims.length === 1 ? '' : `, index ${i + 1} of ${dims.length}`;
    return { text: rangeOf(size), doc: `${code(name)}${which}: ${size === 0 ? 'empty' : `0 to ${size - 1}`}` };
  });
  return {
    ...signature([`${path.join('.')}[`, ...joined(pieces, ', '), ']']),
    doc: variableLines(situation, link),
    active: position,
  };
}

function rangeOf(size: number): string {
  return size === 0 ? 'none' : size === 1 ? '0' : `0..${size - 1}`;
}

/** The pieces of a link, and what is expected while each is written. */
const linkPieces: readonly {
  readonly before: string;
  readonly text: string;
  readonly doc: string;
  readonly isNext: (expected: Expected) => boolean;
}[] = [
  { before: 'link ', text: 'name', doc: 'A name of its own in this body.', isNext: ({ what }) => what === 'name' },
  {
    before: '',
    text: '[count]',
    doc: 'Links for each pair; 1 where it is left out.',
    isNext: (expected) => expected.what === 'value' && expected.of === 'size',
  },
  {
    before: ' : ',
    text: 'a',
    doc: 'A path through members to a part with ports, with its indexes.',
    isNext: (expected) => expected.what === 'segment' && expected.side === 'left',
  },
  {
    before: ' -- ',
    text: 'b',
    doc: 'The other end. A variable that stands in both has the same value there.',
    isNext: (expected) =>
      (expected.what === 'segment' && expected.side === 'right') ||
      (expected.what === 'word' && expected.word === '--'),
  },
  {
    before: ' ',
    text: 'via Cable',
    doc: 'The cable type. Without it the medium is unknown.',
    isNext: (expected) =>
      (expected.what === 'type' && expected.of === 'cable') || (expected.what === 'word' && expected.word === 'via'),
  },
  {
    before: ' ',
    text: 'where condition',
    doc: 'Keeps the links whose indexes meet it, for example `a < b`.',
    isNext: (expected) =>
      (expected.what === 'value' && expected.of === 'condition') ||
      (expected.what === 'word' && expected.word === 'where'),
  },
];

function linkSignature(situation: Situation, link: Link, active: number): Signature {
  const pieces = linkPieces.flatMap(({ before, text, doc }) => [before, { text, doc }]);
  const { analysis, owners } = situation;
  const [first] = linkSitesOf(analysis, [...owners, link], link);
  const count = first && totalLinks(analysis.model, first);
  const total = count === undefined ? '' : `${formatCount(count)} ${count === 1 ? 'link' : 'links'}.`;
  const doc = [variableLines(situation, link), total].filter((each) => each !== '').join('\n\n');
  return { ...signature(pieces), doc, active };
}

/** The index variables in use, and over what they range. */
function variableLines({ body }: Situation, link: Link): string {
  const used = variablesOf(link, linkBlock(body), body.scope);
  return used.length === 0 ? '' : `Index variables: ${used.map(variableText).join(', ')}.`;
}

function variableText({ name, sizes }: UsedVariable): string {
  const smallest = Math.min(...sizes);
  return sizes.length === 0 || smallest === 0 ? code(name) : `${code(name)} 0 to ${smallest - 1}`;
}

interface Piece {
  readonly text: string;
  readonly doc: string;
}

function joined(pieces: readonly Piece[], separator: string): readonly (string | Piece)[] {
  return pieces.flatMap((piece, i) => (i === 0 ? [piece] : [separator, piece]));
}

/** A label of texts and pieces, with where the pieces stand in it. */
function signature(parts: readonly (string | Piece)[]): Pick<Signature, 'label' | 'pieces'> {
  let label = '';
  const pieces: SignaturePiece[] = [];
  for (const part of parts) {
    if (typeof part === 'string') label += part;
    else {
      pieces.push({ start: label.length, end: label.length + part.text.length, doc: part.doc });
      label += part.text;
    }
  }
  return { label, pieces };
}

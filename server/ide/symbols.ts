import type { Declaration, Link, Member, Name, Span, Statement } from '../../grammar/ast.ts';
import type { Analysis } from '../checks/analyse.ts';
import { slotsOf } from '../checks/language/bodies.ts';
import { cableOf, totalLinks } from '../facts/links.ts';
import { typeName } from '../facts/type-name.ts';
import { type Site, sitesUnder } from '../model/site.ts';
import { formatCount } from '../units/format.ts';
import { bodiesByOwner, linkSiteFinder } from './context.ts';
import { nameOf, statementsIn } from './rows.ts';

/** A line of the outline. */
export interface OutlineSymbol extends Span {
  readonly sort: 'import' | 'type' | 'port' | 'fabric' | 'block' | 'member' | 'link' | 'constant';
  readonly name: string;
  /** The kind, and how many there are. */
  readonly detail: string;
  /** The name where it is written. */
  readonly at: Span;
  /** Made one by one as they are asked for: there may be tens of thousands. */
  readonly children: Iterable<OutlineSymbol>;
}

/** The outline of a file: what it declares, with how many of each there are in its first cluster. */
export function outlineOf(analysis: Analysis): readonly OutlineSymbol[] {
  const [first] = analysis.roots;
  const cluster = first?.part.kind === 'cluster' ? first : undefined;
  const outline: Outline = { analysis, cluster, counts: cluster ? countsIn(cluster) : new Map(), finders: new Map() };
  return [...symbolsIn(outline, [], analysis.source.parsed.file.statements)];
}

interface Outline {
  readonly analysis: Analysis;
  readonly cluster: Site | undefined;
  /** Instances in the cluster of what each statement declares; undefined where that is not known. */
  readonly counts: ReadonlyMap<Statement, number | undefined>;
  /** Finds the places of the links of a body, by its statement. */
  readonly finders: Map<Statement | undefined, ReturnType<typeof linkSiteFinder>>;
}

function countsIn(cluster: Site): ReadonlyMap<Statement, number | undefined> {
  const counts = new Map<Statement, number | undefined>();
  const add = (node: Statement, count: number | undefined): void => {
    const before = counts.has(node) ? counts.get(node) : 0;
    counts.set(node, before === undefined || count === undefined ? undefined : before + count);
  };
  for (const { part, count } of sitesUnder(cluster)) for (const { origin } of part.layers) add(origin, count);
  return counts;
}

/** The line of a statement, of which those around it are given, outermost first. */
function symbolOf(outline: Outline, around: readonly Statement[], node: Statement): OutlineSymbol | undefined {
  switch (node.node) {
    case 'import': {
      const name = outline.analysis.model.program.importName(node);
      const at = node.alias ?? node.target;
      return name && at ? symbol(outline, around, node, 'import', { ...at, text: name }, '') : undefined;
    }
    case 'declaration': {
      const detail = declarationDetail(outline, node);
      return symbol(outline, around, node, sortOf(node), node.name ?? node.keyword, detail);
    }
    case 'member':
      return symbol(outline, around, node, 'member', node.name, memberDetail(outline, around, node));
    case 'link':
      return symbol(outline, around, node, 'link', nameOf(node), linkDetail(outline, around, node));
    case 'constant': {
      const { start, end } = node.value;
      return symbol(outline, around, node, 'constant', node.name, outline.analysis.source.text.slice(start, end));
    }
    default:
      return undefined;
  }
}

function* symbolsIn(
  outline: Outline,
  around: readonly Statement[],
  statements: readonly Statement[],
): Generator<OutlineSymbol> {
  for (const node of statements) {
    const each = symbolOf(outline, around, node);
    if (each) yield each;
  }
}

function symbol(
  outline: Outline,
  around: readonly Statement[],
  node: Statement,
  sort: OutlineSymbol['sort'],
  name: Name,
  detail: string,
): OutlineSymbol {
  const inner = statementsIn(node);
  const children =
    inner.length > 0 ? { [Symbol.iterator]: () => symbolsIn(outline, [...around, node], inner) } : nothing;
  // While a name is missing, the statement has no other to show.
  const shown = name.text === '' ? '(no name)' : name.text;
  const at = { start: name.start, end: name.end };
  return { sort, name: shown, detail, start: node.start, end: Math.max(node.end, name.end), at, children };
}

const nothing: Iterable<OutlineSymbol> = [];

function sortOf({ keyword, name }: Declaration): OutlineSymbol['sort'] {
  if (!name) return 'block';
  return keyword.text === 'port' || keyword.text === 'fabric' ? keyword.text : 'type';
}

function declarationDetail({ counts, cluster }: Outline, node: Declaration): string {
  if (!node.name) return '';
  const count = cluster && node !== cluster.part.declaration ? counts.get(node) : undefined;
  return count === undefined
    ? node.keyword.text
    : `${node.keyword.text}, ${formatCount(count)} in ${cluster?.part.name}`;
}

function memberDetail({ analysis }: Outline, around: readonly Statement[], node: Member): string {
  const { model, source } = analysis;
  const part = bodiesByOwner(model, source).get(around.at(-1))?.part;
  const slot = part && slotsOf(model, part).members.get(node);
  const type = slot?.part ? typeName(model, source, slot.part) : node.type?.path.map(({ text }) => text).join('.');
  const count = slot?.count;
  return [...(count === undefined || count === 1 ? [] : [`${formatCount(count)} ×`]), type ?? ''].join(' ');
}

function linkDetail({ analysis, finders }: Outline, around: readonly Statement[], node: Link): string {
  const { model, source } = analysis;
  const owner = around.at(-1);
  const find = finders.get(owner) ?? linkSiteFinder(analysis, around);
  finders.set(owner, find);
  const first = find(node);
  const count = first && totalLinks(model, first);
  const cable = first && cableOf(model, first);
  const links = count === undefined ? '' : `${formatCount(count)} ${count === 1 ? 'link' : 'links'}`;
  const via = cable ? typeName(model, source, cable) : '';
  return links !== '' && via !== '' ? `${links}, ${via}` : links + via;
}

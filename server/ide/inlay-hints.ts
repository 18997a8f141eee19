import type { Declaration, Link, Member, Span, Statement } from '../../grammar/ast.ts';
import { firstFrom, lastFrom } from '../../grammar/spans.ts';
import type { Analysis } from '../checks/analyse.ts';
import { cableRun } from '../facts/links.ts';
import type { Site } from '../model/site.ts';
import { formatCount, formatLength } from '../units/format.ts';
import { linkSitesOf, sitesOf } from './context.ts';
import { rackLoadText } from './lenses/rack.ts';
import { statementsIn } from './rows.ts';
import { switchRatioText } from './switch-ratio.ts';

/** What a hint tells; each can be switched off by itself. */
export const hintKinds = ['length', 'count', 'ratio', 'load'] as const;
export type HintKind = (typeof hintKinds)[number];

/** What follows from the text, shown within it. */
export interface InlayHint {
  readonly kind: HintKind;
  readonly offset: number;
  readonly label: string;
  readonly tooltip: string;
}

/**
 * The hints of some kinds in a range: derived lengths behind links, how many of a member there are in the whole cluster, down
 * to up at switches, load and usable power of racks.
 */
export function inlayHintsIn(
  analysis: Analysis,
  range: Span,
  kinds: ReadonlySet<HintKind> = new Set(hintKinds),
): readonly InlayHint[] {
  const hints: InlayHint[] = [];
  const walk = (statements: readonly Statement[], around: readonly Statement[]): void => {
    for (const statement of within(statements, range)) {
      const path = [...around, statement];
      for (const hint of hintsOf(analysis, path, statement)) if (kinds.has(hint.kind)) hints.push(hint);
      walk(statementsIn(statement), path);
    }
  };
  walk(analysis.source.parsed.file.statements, []);
  return hints;
}

/** The statements that touch a range. */
function within(statements: readonly Statement[], { start, end }: Span): readonly Statement[] {
  const first = lastFrom(statements, start);
  const from = first ? firstFrom(statements, first.start) : 0;
  return statements.slice(from, firstFrom(statements, end + 1));
}

function hintsOf(analysis: Analysis, path: readonly Statement[], statement: Statement): readonly InlayHint[] {
  if (statement.broken) return [];
  switch (statement.node) {
    case 'link':
      return lengthHint(analysis, path, statement);
    case 'member':
      return memberHints(analysis, path, statement);
    case 'declaration':
      return loadHint(analysis, path, statement);
    default:
      return [];
  }
}

/** The shortest and the longest cable of a link whose length follows from the layout. */
function lengthHint(analysis: Analysis, path: readonly Statement[], node: Link): readonly InlayHint[] {
  const end = node.where ?? node.via ?? node.right;
  const runs = linkSitesOf(analysis, path, node).flatMap((link) => cableRun(analysis.model, link) ?? []);
  const [first] = runs;
  if (!end || !first || first.stated) return [];
  const shortest = runs.reduce((least, run) => (run.shortest < least ? run.shortest : least), first.shortest);
  const longest = runs.reduce((most, run) => (run.longest > most ? run.longest : most), first.longest);
  const label = shortest === longest ? formatLength(longest) : `${formatLength(shortest)} – ${formatLength(longest)}`;
  return [{ kind: 'length', offset: end.end, label, tooltip: 'Derived from the layout: shortest to longest cable' }];
}

function memberHints(analysis: Analysis, path: readonly Statement[], node: Member): readonly InlayHint[] {
  if (!node.type) return [];
  const sites = sitesOf(analysis, path, node);
  const offset = node.type.end;
  const total = totalOf(sites);
  const own = sites[0]?.member?.count;
  const count: readonly InlayHint[] =
    total === undefined || total === own
      ? []
      : [{ kind: 'count', offset, label: `${formatCount(total)} in all`, tooltip: 'Instances in the whole cluster' }];
  const ratio = switchRatioText(analysis.model, sites);
  return ratio === undefined
    ? count
    : [
        ...count,
        { kind: 'ratio', offset, label: ratio, tooltip: 'Rates of the links down to those up, of each switch' },
      ];
}

/** Instances in the cluster that has the most; undefined where that is not known. */
function totalOf(sites: readonly Site[]): number | undefined {
  const byRoot = new Map<Site, number>();
  for (const site of sites) {
    if (site.count === undefined) return undefined;
    let root = site;
    while (root.parent) root = root.parent;
    byRoot.set(root, (byRoot.get(root) ?? 0) + site.count);
  }
  return byRoot.size === 0 ? undefined : Math.max(...byRoot.values());
}

/** Behind what a rack says of its feeds: its load of what they leave usable. */
function loadHint(analysis: Analysis, path: readonly Statement[], node: Declaration): readonly InlayHint[] {
  const rack = path.at(-2);
  if (node.keyword.text !== 'power' || !rack) return [];
  const racks = sitesOf(analysis, path.slice(0, -1), rack).filter(({ part }) => part.kind === 'rack');
  const label = rackLoadText(analysis.model, racks);
  return label === undefined ? [] : [{ kind: 'load', offset: node.end, label, tooltip: 'Load of usable power' }];
}

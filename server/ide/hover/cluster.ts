import type { Analysis } from '../../checks/analyse.ts';
import { totalFigure } from '../../facts/explained/totals.ts';
import { bandwidthFigure, trendFigure, yearFigure } from '../../facts/explained/trend.ts';
import { cableRun, totalLinks } from '../../facts/links.ts';
import { acceleratorsIn } from '../../facts/network/accelerators.ts';
import { rackLoad, usablePower } from '../../facts/rack/load.ts';
import { racksUnder } from '../../facts/rack/rows.ts';
import { reachOf } from '../../facts/reach.ts';
import type { Model } from '../../model/model.ts';
import { type Site, sitesUnder } from '../../model/site.ts';
import { decimal, formatCount } from '../../units/format.ts';
import { arithmetic } from './derivation.ts';
import { whenKnown } from './later.ts';
import { code, page, type Row, table } from './markdown.ts';

/** Margins that a hover lists. */
const MARGINS_SHOWN = 3;

/** A cluster: its totals, and where it is closest to a limit. */
export function clusterHover({ model }: Analysis, root: Site): string {
  const { part } = root;
  const year = yearFigure(model, root);
  const rows: readonly Row[] = [
    ['year', year ? arithmetic(year) : 'unknown: neither the cluster nor its accelerators state one'],
    ['accelerators', formatCount(acceleratorsIn(model, root) ?? 0)],
    ['racks', formatCount(racksUnder(model, root).reduce((sum, rack) => sum + (rack.count ?? 0), 0))],
    ...whenKnown('links', () => networkRows(model, root)),
  ];
  return page(table([`**${part.kind}**`, code(part.name)], rows), part.declaration.doc);
}

function networkRows(model: Model, root: Site): readonly Row[] {
  return [
    ['links', formatCount(linksUnder(model, root))],
    ['power of parts', arithmetic(totalFigure(model, root.part, 'power'))],
    ...(['scale_up', 'scale_out'] as const).map((role): Row => {
      const has = bandwidthFigure(model, root, role);
      return has && [`${role.replace('_', '-')} each`, arithmetic(has)];
    }),
    ...(['scale_up', 'scale_out'] as const).map((role): Row => {
      const trend = trendFigure(model, root, role);
      return trend && [`${role.replace('_', '-')} trend`, arithmetic(trend)];
    }),
    ...marginRows(model, root),
  ];
}

function linksUnder(model: Model, root: Site): number {
  const links = [...sitesUnder(root)].flatMap((site) => site.links);
  return links.reduce((sum, link) => sum + (totalLinks(model, link) ?? 0), 0);
}

/** What is left to a limit, as a part of the limit. */
interface Margin {
  readonly of: string;
  readonly left: number;
}

function marginRows(model: Model, root: Site): readonly Row[] {
  const margins = [...reachMargins(model, root), ...powerMargins(model, root)].sort((a, b) => a.left - b.left);
  return margins.slice(0, MARGINS_SHOWN).map(({ of, left }, i): Row => {
    const share = `${decimal(Math.abs(left) * 100, 1)} %`;
    return [i === 0 ? 'closest limits' : '', `${of}: ${left < 0 ? `**${share} over**` : `${share} left`}`];
  });
}

function reachMargins(model: Model, root: Site): readonly Margin[] {
  return [...sitesUnder(root)].flatMap((site) =>
    site.links.flatMap((link): readonly Margin[] => {
      const [run, reach] = [cableRun(model, link), reachOf(model, link)];
      if (!run || !reach) return [];
      return [{ of: `reach of ${code(link.slot.name)}`, left: (reach.length - run.longest) / reach.length }];
    }),
  );
}

function powerMargins(model: Model, root: Site): readonly Margin[] {
  return racksUnder(model, root).flatMap((rack): readonly Margin[] => {
    const usable = usablePower(model, rack);
    if (!usable || usable.power === 0) return [];
    return [{ of: `power of ${code(rack.path)}`, left: (usable.power - rackLoad(model, rack).known) / usable.power }];
  });
}

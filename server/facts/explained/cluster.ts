import type { Model } from '../../model/model.ts';
import { type LinkSite, type Site, sitesUnder } from '../../model/site.ts';
import type { Figure } from '../derivation.ts';
import { networksOf } from '../network.ts';
import { racksUnder } from '../rack/rows.ts';
import { linkFigures } from './link.ts';
import { lossFigures } from './loss.ts';
import { networkFigures } from './network.ts';
import { rackFigures } from './rack.ts';
import { totalFigure } from './totals.ts';
import { trendFigure } from './trend.ts';

/** The derived numbers of one object. */
export interface Explanation {
  readonly of: string;
  readonly figures: readonly Figure[];
}

/** Every derived number under a root: of the whole, of its racks, its networks and its link statements. */
export function explanations(model: Model, root: Site): readonly Explanation[] {
  const whole = [totalFigure(model, root.part, 'power'), ...trends(model, root)];
  const racks = racksUnder(model, root).map((rack) => ({
    of: `rack ${rack.path}`,
    figures: rackFigures(model, rack),
  }));
  const networks = networksOf(model, root).map((network) => ({
    of: `network ${network.role}`,
    figures: networkFigures(model, network),
  }));
  const links = [...sitesUnder(root)].flatMap((site) =>
    site.links.map((link) => ({
      of: `link ${[site.path, link.fabric?.name, link.slot.name].filter(Boolean).join('.')}`,
      figures: [...linkFigures(model, link), ...lossFigure(model, link)],
    })),
  );
  return [{ of: root.part.name, figures: whole }, ...racks, ...networks, ...links];
}

function lossFigure(model: Model, link: LinkSite): readonly Figure[] {
  const total = lossFigures(model, link)?.total;
  return total ? [total] : [];
}

function trends(model: Model, root: Site): readonly Figure[] {
  return (['scale_up', 'scale_out'] as const).flatMap((role) => trendFigure(model, root, role) ?? []);
}

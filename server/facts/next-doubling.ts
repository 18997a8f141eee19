import type { Model } from '../model/model.ts';
import type { LinkSite, Site } from '../model/site.ts';
import { fact } from './fact.ts';
import { linksOf, networksOf } from './network.ts';
import { type LinkAhead, linksAhead } from './next-doubling/links-ahead.ts';
import { type PortsAhead, portsAhead } from './next-doubling/ports-ahead.ts';
import { type RackAhead, racksByLanes, racksByRate } from './next-doubling/racks-ahead.ts';
import { policiesAt } from './policy.ts';

/** What a cluster meets when the bandwidth of its accelerators is doubled, once or several times. */
export interface Outlook {
  readonly doublings: number;
  /** By faster lanes: the cables stay as many, and carry more each. */
  readonly byRate: {
    readonly lost: readonly LinkAhead[];
    /** Statements of which no medium is known that carries them by then. */
    readonly unknown: readonly LinkAhead[];
    readonly racks: readonly RackAhead[];
  };
  /** By more lanes: each link comes several times. */
  readonly byLanes: {
    readonly ports: readonly PortsAhead[];
    readonly racks: readonly RackAhead[];
  };
}

/** What breaks at the next doubling. */
export const nextDoubling = fact((model: Model, root: Site): Outlook => outlook(model, root, 1));

/** What breaks after so many doublings, all at once. Scale-up and scale-out double; storage and management do not. */
export function outlook(model: Model, root: Site, doublings: number): Outlook {
  const networks = networksOf(model, root).filter(({ role }) => role === 'scale_up' || role === 'scale_out');
  const links: readonly LinkSite[] = networks.flatMap(linksOf);
  const all = new Set(links);
  const ahead = linksAhead(model, links, doublings);
  const ports = portsAhead(model, root, all, doublings);
  return {
    doublings,
    byRate: {
      lost: ahead.filter(({ isLost }) => isLost),
      unknown: ahead.filter(({ isLost, next }) => !isLost && !next),
      racks: racksByRate(model, root, ahead),
    },
    byLanes: { ports, racks: racksByLanes(model, root, { links: all, ports, doublings }) },
  };
}

/** How many doublings `policy.lookahead` asks for at a site; 0 where no policy does. */
export function lookaheadAt(model: Model, site: Site): number {
  for (const policy of policiesAt(model, site)) {
    const doublings = model.values.integer(policy, 'lookahead');
    if (doublings !== undefined) return doublings;
  }
  return 0;
}

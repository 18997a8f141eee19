import { loadedTiers } from '../facts/network/loaded-tiers.ts';
import { networksOf } from '../facts/network.ts';
import type { Model } from '../model/model.ts';
import { rootOfSite, type Site } from '../model/site.ts';
import { decimal } from '../units/format.ts';

/** Down to up of the switches at some sites, of those that have the most down; undefined for the top and for what is no switch. */
export function switchRatioText(model: Model, sites: readonly Site[]): string | undefined {
  const switches = sites.filter(({ part }) => part.kind === 'switch');
  let worst: number | undefined;
  for (const site of switches) {
    for (const network of networksOf(model, rootOfSite(site))) {
      for (const { vertex, up, down } of loadedTiers(model, network) ?? []) {
        if (vertex.site !== site || !up || down === undefined) continue;
        worst = Math.max(worst ?? 0, down / up);
      }
    }
  }
  return worst === undefined ? undefined : `${decimal(worst)} : 1 down : up`;
}

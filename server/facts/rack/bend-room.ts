import type { Model } from '../../model/model.ts';
import { deviceOf, type LinkSite, type Site } from '../../model/site.ts';
import { type Length, quantity } from '../../units/dimension.ts';
import { fact } from '../fact.ts';
import { cableOf } from '../links.ts';
import { linkEndsIn, staysIn } from './link-ends.ts';

/** A cable that turns behind or before its device, and the room for it. */
export interface BendRoom {
  readonly link: LinkSite;
  readonly device: Site;
  /** Smallest bend radius of the cable. */
  readonly radius: Length;
  readonly frameDepth: Length;
  readonly deviceDepth: Length;
  /** What the frame leaves of its depth, before and behind the device together; nothing where the device is deeper. */
  readonly room: Length;
}

/**
 * The cable of a rack that has the least room to turn: what the frame leaves beside the device, less the bend radius.
 * Undefined where depths or radii are not known.
 */
export const tightestBend = fact((model: Model, rack: Site): BendRoom | undefined => {
  const frameDepth = model.values.quantity(rack.part.blocks.get('frame'), 'depth', 'length');
  if (frameDepth === undefined) return undefined;
  let tightest: BendRoom | undefined;
  for (const { link, site } of linkEndsIn(model, rack)) {
    const device = deviceOf(site);
    const deviceDepth = model.values.quantity(device?.part, 'depth', 'length');
    if (!device || deviceDepth === undefined || staysIn(link, device)) continue;
    const radius = model.values.quantity(cableOf(model, link), 'bend_radius', 'length');
    if (radius === undefined) continue;
    const room: Length = quantity(Math.max(0, frameDepth - deviceDepth));
    if (!tightest || room - radius < tightest.room - tightest.radius) {
      tightest = { link, device, radius, frameDepth, deviceDepth, room };
    }
  }
  return tightest;
});

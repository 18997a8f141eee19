import type { Model } from '../../model/model.ts';
import type { LinkSite, Site } from '../../model/site.ts';
import { fact } from '../fact.ts';
import { linkCount, linkShape } from '../links.ts';
import { isSameIndex } from '../network/accelerator-share.ts';
import { acceleratorsIn } from '../network/accelerators.ts';
import { linksOf, networksOf } from '../network.ts';

/** What scale-up links join: all accelerators of one instance of a body. */
export interface ScaleUpDomain {
  readonly body: Site;
  readonly accelerators: number;
}

/**
 * The largest scale-up domain of a root: the body with the most accelerators within one instance of which a scale-up link
 * stays. Links that both begin with `rack[r]` stay within one rack. Undefined where no scale-up network is described, or a
 * number is not known.
 */
export const scaleUpDomain = fact((model: Model, root: Site): ScaleUpDomain | undefined => {
  const network = networksOf(model, root).find(({ role }) => role === 'scale_up');
  let largest: ScaleUpDomain | undefined;
  for (const link of network ? linksOf(network) : []) {
    if (linkCount(model, link)?.total === 0) continue;
    const body = bodyOf(model, link);
    const accelerators = body && acceleratorsIn(model, body);
    if (body === undefined || accelerators === undefined) return undefined;
    if (accelerators > (largest?.accelerators ?? 0)) largest = { body, accelerators };
  }
  return largest;
});

/** The innermost body of which one instance holds both ends of every link of a statement. */
function bodyOf(model: Model, link: LinkSite): Site | undefined {
  const shape = linkShape(model, link);
  if (!shape) return undefined;
  let body: Site | undefined = link.site;
  for (const [i, step] of shape.left.steps.entries()) {
    const other = shape.right.steps[i];
    const isShared = step.member === other?.member && step.axes.every((axis, j) => isSameIndex(axis, other.axes[j]));
    const child: Site | undefined = isShared ? body?.child(step.member) : undefined;
    if (!child) break;
    body = child;
  }
  return body;
}

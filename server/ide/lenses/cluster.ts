import { acceleratorsIn } from '../../facts/network/accelerators.ts';
import { racksUnder } from '../../facts/rack/rows.ts';
import { rootOfPart } from '../../facts/root.ts';
import { formatBound, totalOf } from '../../facts/totals.ts';
import { formatCount } from '../../units/format.ts';
import type { LensKind } from './lens.ts';

/** Over a cluster: how many accelerators and racks it has, and what its parts draw. */
export const clusterLens: LensKind = {
  kind: 'cluster',
  standsOver: (_analysis, path) => path.length === 1 && path[0].keyword.text === 'cluster',
  text: ({ model, source }, [declaration]) => {
    const part = model.partOf({ declaration, scope: model.scopeOf(source) });
    const root = part && rootOfPart(model, part);
    if (!root) return undefined;
    const accelerators = acceleratorsIn(model, root);
    const racks = racksUnder(model, root).reduce((sum, { count }) => sum + (count ?? 0), 0);
    const parts = [
      accelerators === undefined ? undefined : `${formatCount(accelerators)} accelerators`,
      racks === 0 ? undefined : `${formatCount(racks)} ${racks === 1 ? 'rack' : 'racks'}`,
      formatBound(totalOf(model, root.part, 'power'), 'power'),
    ];
    return { title: parts.filter((each) => each !== undefined).join(' · '), page: undefined };
  },
};

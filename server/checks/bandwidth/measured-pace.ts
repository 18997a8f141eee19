import { measuredFits } from '../../facts/roadmap/trend.ts';
import type { Model } from '../../model/model.ts';
import type { Part } from '../../model/part.ts';
import { placeOf } from '../../model/source.ts';
import { quantity, type Time } from '../../units/dimension.ts';
import { decimal, formatYears } from '../../units/format.ts';
import { units } from '../../units/units.ts';
import type { Fix } from '../check.ts';

type Role = 'scale_up' | 'scale_out';

/** The time in which the bandwidth of a role has doubled, as measured. */
export function paceOf(role: Role): Time {
  return quantity(fitOf(role).years * (units.get('year')?.factor ?? 1));
}

function fitOf(role: Role): (typeof measuredFits)[number] {
  const fit = measuredFits.find((each) => each.role === role);
  if (!fit) throw new Error(`no pace of ${role} was measured`);
  return fit;
}

/** Plans at the measured pace: where a policy sets another, there; else by a policy of the file of a declaration. */
export function planAtPace(model: Model, policies: readonly Part[], declared: Part, role: Role): readonly Fix[] {
  const { years, low, high } = fitOf(role);
  const text = `${decimal(years)}year`;
  const measured = `${role.replace('_', '-')} has doubled in ${formatYears(years)}, 95 % ${low}–${high}, as measured`;
  const deciding = policies.find((policy) => model.values.quantity(policy, 'doubling', 'time') !== undefined);
  const slot = deciding?.properties.get('doubling');
  const { source } = declared.around;
  const edit = slot
    ? { at: placeOf(slot.layer.scope.source, slot.node.value), text }
    : { at: placeOf(source, endOf(declared)), text: `\n\npolicy { doubling = ${text} }` };
  return [{ title: `Plan with policy.doubling = ${text} (${measured})`, edits: [edit] }];
}

function endOf({ declaration: { end } }: Part): { readonly start: number; readonly end: number } {
  return { start: end, end };
}

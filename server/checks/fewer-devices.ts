import { type FinePower, shown } from '../facts/fine-power.ts';
import type { Model } from '../model/model.ts';
import type { MemberSlot } from '../model/part.ts';
import type { Site } from '../model/site.ts';
import { formatPower } from '../units/format.ts';
import type { Fix } from './check.ts';
import { fewer } from './rack-edits.ts';

/** An array of a rack, and what each of its devices adds. */
export interface Contributor {
  readonly member: MemberSlot;
  readonly each: FinePower;
}

/** A sum, and what it may be. */
export interface Excess {
  readonly total: FinePower;
  readonly limit: FinePower;
}

/**
 * The fix that leaves out devices of the array which adds the most of those that can be made smaller by enough.
 * `what` is added up, as in `of heat to air`.
 */
export function fewerDevices(
  model: Model,
  rack: Site,
  contributors: readonly Contributor[],
  { total, limit }: Excess,
  what: string,
): Fix | undefined {
  for (const { member, each } of [...contributors].sort(byContribution)) {
    const gain = (left: number): string =>
      `${formatPower(shown(total - each * BigInt((member.count ?? 0) - left)))} ${what}`;
    const fix = fewer(model, rack, member, { over: total - limit, each }, gain);
    if (fix) return fix;
  }
  return undefined;
}

/** The most first. */
function byContribution(a: Contributor, b: Contributor): number {
  const x = a.each * BigInt(a.member.count ?? 0);
  const y = b.each * BigInt(b.member.count ?? 0);
  return x < y ? 1 : x > y ? -1 : 0;
}

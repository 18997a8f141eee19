import type { Model } from '../../model/model.ts';
import { deviceOf, type Site } from '../../model/site.ts';
import { type Length, quantity } from '../../units/dimension.ts';
import { quotientUp } from '../../units/exact.ts';
import { fact } from '../fact.ts';
import { policyQuantity } from '../policy.ts';
import { type HeightUnit, heightOf, unitOf } from './space.ts';

/** Cages of one form on a device. */
export interface FormCages {
  /** As the ports name it. */
  readonly form: string;
  readonly count: number;
  /** Most of them in one rack unit, if there are no others, and the policy that says so. */
  readonly perUnit: number;
  readonly policy: string;
}

/** The cages of a device, and the faceplate that has to hold them. */
export interface Faceplate {
  readonly height: Length;
  readonly unit: HeightUnit;
  readonly forms: readonly FormCages[];
  /** Share of the faceplate that they take, as a fraction of whole numbers. */
  readonly taken: bigint;
  readonly whole: bigint;
}

/** A faceplate of 21 inches (537 mm, its height in OpenU) holds 22 OSFP in a row where one of 19 inches holds 18. */
const WIDE = [22n, 18n] as const;

/** The policy that bounds each family of cages; forms of other families are not judged. */
const families: readonly (readonly [RegExp, string])[] = [
  [/^OSFP/, 'osfp_per_unit'],
  [/^QSFP/, 'qsfp_per_unit'],
  [/^SFP/, 'sfp_per_unit'],
];

/**
 * The cages of a device with all that is in it. Undefined for what is no device, states no height, or has no cages of a
 * form that has a bound. Ports of which it is not known how many there are do not count.
 */
export const faceplate = fact((model: Model, site: Site): Faceplate | undefined => {
  if (deviceOf(site) !== site) return undefined;
  const height = model.values.quantity(site.part, 'height', 'length');
  const forms = formsOf(model, site);
  if (!height || forms.length === 0) return undefined;
  const unit = unitOf(height);
  const [wide, usual] = unit === 'OU' ? WIDE : ([1n, 1n] as const);
  const product = forms.reduce((all, { perUnit }) => all * BigInt(perUnit), 1n);
  const taken = forms.reduce((sum, { count, perUnit }) => sum + (BigInt(count) * product) / BigInt(perUnit), 0n);
  return {
    height,
    unit,
    forms,
    taken: taken * BigInt(heightOf(unit)) * usual,
    whole: product * BigInt(height) * wide,
  };
});

/** The least height that holds the cages, in µm. */
export function heightFor({ height, taken, whole }: Faceplate): Length {
  return quantity(Number(quotientUp(BigInt(height) * taken, whole)));
}

function formsOf(model: Model, site: Site): readonly FormCages[] {
  const counts = new Map<string, number>();
  for (const { form, perCage, ports } of groupsIn(model, site).values()) {
    counts.set(form, (counts.get(form) ?? 0) + Math.ceil(ports / perCage));
  }
  return [...counts].flatMap(([form, count]): readonly FormCages[] => {
    const policy = families.find(([pattern]) => pattern.test(form))?.[1];
    const perUnit = policy === undefined ? undefined : policyQuantity(model, site, policy, 'number');
    return policy === undefined || perUnit === undefined || count === 0 ? [] : [{ form, count, perUnit, policy }];
  });
}

/** Ports of one group over all parts of one type in a device, which share their cages. */
interface CageGroup {
  readonly form: string;
  readonly perCage: number;
  readonly ports: number;
}

/** Keyed by the declaration of the group, which all parts of the type have in common. */
type CageGroups = ReadonlyMap<object, CageGroup>;

function groupsIn(model: Model, site: Site): CageGroups {
  const groups = new Map<object, CageGroup>();
  for (const port of site.part.ports) {
    const form = model.values.word(port.part, 'cage');
    const perCage = model.values.integer(port.part, 'per_cage') ?? 1;
    if (form !== undefined && port.count !== undefined) {
      groups.set(port.declaration, { form, perCage, ports: port.count });
    }
  }
  for (const child of site.children) {
    for (const [key, group] of groupsIn(model, child)) {
      const ports = (groups.get(key)?.ports ?? 0) + group.ports * (child.member?.count ?? 0);
      groups.set(key, { ...group, ports });
    }
  }
  return groups;
}

import type { Model } from '../model/model.ts';
import type { Part } from '../model/part.ts';
import { outwards, type Site } from '../model/site.ts';
import { type Place, placeOf, type Source } from '../model/source.ts';
import { schemaOf } from '../schema/kinds.ts';
import type { PropertySchema } from '../schema/types.ts';
import { asRatio, inBaseUnits, isFault, parseNumber, parseQuantity } from '../units/amount.ts';
import type { Dimension, Quantity } from '../units/dimension.ts';
import { fact } from './fact.ts';

/**
 * The policies that apply at a site, innermost first: those of the bodies around it, then the cluster’s file’s, then
 * those of its direct imports (the last written wins).
 */
export const policiesAt = fact((model: Model, site: Site): readonly Part[] => {
  const bodies: Part[] = [];
  let root = site;
  for (const at of outwards(site)) {
    if (at.part.policy) bodies.push(at.part.policy);
    root = at;
  }
  const { source } = root.part.around;
  return [...bodies, ...policiesOf(model, source), ...importedPolicies(model, source)];
});

/** Policies of a file’s top level, the last written first. */
const policiesOf = fact((model: Model, source: Source): readonly Part[] => {
  const scope = model.scopeOf(source);
  return source.policies.flatMap((declaration) => model.partOf({ declaration, scope }) ?? []).reverse();
});

function importedPolicies(model: Model, source: Source): readonly Part[] {
  return [...source.imports].reverse().flatMap((node) => {
    const location = model.program.target(source, node);
    const imported = location === undefined ? undefined : model.program.source(location);
    return imported ? policiesOf(model, imported) : [];
  });
}

/** A threshold at a site; undefined only for one that has no default and is not set. */
export function policyQuantity<D extends Dimension>(
  model: Model,
  site: Site,
  name: string,
  dimension: D,
): Quantity<D> | undefined {
  return policyAmong(model, policiesAt(model, site), name, dimension);
}

/** Whether the innermost policy that sets a flag says yes; no where none does. */
export function policyFlag(model: Model, site: Site, name: string): boolean {
  for (const policy of policiesAt(model, site)) {
    const value = model.values.flag(policy, name);
    if (value !== undefined) return value;
  }
  return false;
}

/** Where the innermost policy sets a threshold; undefined where its default holds. */
export function policyPlace(model: Model, site: Site, name: string): Place | undefined {
  const slot = policiesAt(model, site).flatMap(({ properties }) => properties.get(name) ?? [])[0];
  return slot && placeOf(slot.layer.scope.source, slot.node);
}

/** A threshold of the first policy that sets it, else its default. */
export function policyAmong<D extends Dimension>(
  model: Model,
  policies: readonly Part[],
  name: string,
  dimension: D,
): Quantity<D> | undefined {
  for (const policy of policies) {
    const value = model.values.quantity(policy, name, dimension);
    if (value !== undefined) return value;
  }
  const schema = schemaOf('policy').properties.get(name);
  return schema && (defaultOf(schema) as Quantity<D> | undefined);
}

/** The point through which the trend runs, at a site. */
export function trendBase(
  model: Model,
  site: Site,
): { readonly year: number; readonly scaleUp: Quantity<'rate'>; readonly scaleOut: Quantity<'rate'> } {
  const schema = schemaOf('policy').blocks.get('trend_base');
  const read = (name: string): number => {
    for (const policy of policiesAt(model, site)) {
      const value = model.values.any(policy.blocks.get('trend_base'), name);
      if (typeof value === 'number') return value;
    }
    const property = schema?.properties.get(name);
    return (property && defaultOf(property)) ?? 0;
  };
  return {
    year: read('year'),
    scaleUp: read('scale_up') as Quantity<'rate'>,
    scaleOut: read('scale_out') as Quantity<'rate'>,
  };
}

/** The default that the schema writes, in base units. */
function defaultOf(property: PropertySchema): number | undefined {
  const [, digits, unit] = /^([\d._]+)(.*)$/s.exec(property.default ?? '') ?? [];
  if (digits === undefined) return undefined;
  const amount = unit ? parseQuantity(digits, unit) : parseNumber(digits);
  const typed =
    property.value.type === 'quantity' && property.value.dimension === 'ratio' && !isFault(amount)
      ? asRatio(amount)
      : amount;
  return isFault(typed) ? undefined : inBaseUnits(typed);
}

import type { Model } from '../../model/model.ts';
import type { Site } from '../../model/site.ts';
import { schemaOf } from '../../schema/kinds.ts';
import { type Figure, taken } from '../derivation.ts';
import { policiesAt } from '../policy.ts';
import { stated } from '../stated.ts';

/** A threshold at a site: of the innermost policy that sets it, else its default with whose figure that is. */
export function policyFigure(model: Model, site: Site, name: string): Figure {
  for (const policy of policiesAt(model, site)) {
    const figure = stated(model, policy, name);
    if (figure) return figure;
  }
  const schema = schemaOf('policy').properties.get(name);
  const source = `default. ${schema?.doc ?? ''}`;
  return {
    ...taken(`policy.${name}`, spaced(schema?.default ?? 'none'), undefined, source),
    isEstimate: /\bEstimate\b/.test(source),
  };
}

/** A quantity as it is written, with a blank before its unit. */
function spaced(quantity: string): string {
  return quantity.replace(/^([\d._]+)(?=\D)/, '$1 ');
}

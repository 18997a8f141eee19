import type { Model } from '../../model/model.ts';
import type { Site } from '../../model/site.ts';
import { schemaOf } from '../../schema/kinds.ts';
import type { PropertySchema } from '../../schema/types.ts';
import { type Figure, taken } from '../derivation.ts';
import { policiesAt } from '../policy.ts';
import { stated } from '../stated.ts';

/** A threshold at a site: of the innermost policy that sets it, else its default with whose figure that is. */
export function policyFigure(model: Model, site: Site, name: string): Figure {
  for (const policy of policiesAt(model, site)) {
    const figure = stated(model, policy, name);
    if (figure) return figure;
  }
  return defaultFigure(`policy.${name}`, schemaOf('policy').properties.get(name));
}

/** A value of the point through which the trend runs, at a site. */
export function trendBaseFigure(model: Model, site: Site, name: string): Figure {
  for (const policy of policiesAt(model, site)) {
    const figure = stated(model, policy.blocks.get('trend_base'), name, policy);
    if (figure) return figure;
  }
  const schema = schemaOf('policy').blocks.get('trend_base')?.properties.get(name);
  return defaultFigure(`policy.trend_base.${name}`, schema);
}

function defaultFigure(name: string, schema: PropertySchema | undefined): Figure {
  const source = `default. ${schema?.doc ?? ''}`;
  const figure = taken(name, spaced(schema?.default ?? 'none'), undefined, source);
  return { ...figure, isEstimate: /\bEstimate\b/.test(source) };
}

/** A quantity as it is written, with a blank before its unit. */
function spaced(quantity: string): string {
  return quantity.replace(/^([\d._]+)(?=\D)/, '$1 ');
}

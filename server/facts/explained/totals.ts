import type { Declaration, Link } from '../../../grammar/ast.ts';
import type { Model } from '../../model/model.ts';
import type { MemberSlot, Part } from '../../model/part.ts';
import { DEEPEST_MEMBER } from '../../model/site.ts';
import { placeOf } from '../../model/source.ts';
import { formatCount } from '../../units/format.ts';
import { derived, type Figure, type Formula, sum, taken } from '../derivation.ts';
import { fact } from '../fact.ts';
import { stated } from '../stated.ts';
import { dimensionOf, formatBound, type Measure, propertyOf, type Term, totalOf } from '../totals.ts';

/** Power, mass or price of one instance of a part: as it states it, else the sum over its members. */
export function totalFigure(model: Model, part: Part, measure: Measure): Figure {
  return figures[measure](model, part);
}

const figures = {
  power: fact((model: Model, part: Part) => figureOf(model, part, 'power')),
  mass: fact((model: Model, part: Part) => figureOf(model, part, 'mass')),
  price: fact((model: Model, part: Part) => figureOf(model, part, 'price')),
} as const;

/** Declarations that are being explained: a type that contains itself is not followed. */
const underway = new WeakMap<Model, (Declaration | Link)[]>();

function figureOf(model: Model, part: Part, measure: Measure): Figure {
  const chain = underway.get(model) ?? [];
  underway.set(model, chain);
  if (chain.length > DEEPEST_MEMBER || chain.includes(part.declaration))
    return taken(`${part.name}.${measure}`, 'unknown', placeOfName(part));
  chain.push(part.declaration);
  try {
    return explained(model, part, measure);
  } finally {
    chain.pop();
  }
}

function explained(model: Model, part: Part, measure: Measure): Figure {
  const total = totalOf(model, part, measure);
  const own = stated(model, part, propertyOf(part, measure));
  if (total.stated && own) return own;
  const name = `${part.name}.${measure}`;
  const value = formatBound(total, dimensionOf[measure]);
  // The mass of a rack is that of the empty one, to which what stands in it is added.
  const terms = [...(own ? [[own]] : []), ...termFormulas(model, total.terms, measure)];
  return terms.length > 0 ? derived(name, value, inside(sum(terms))) : taken(name, 'unknown', placeOfName(part));
}

/** The formula of a lone figure: a cluster of one hall has the power of what is in that. */
function inside(formula: Formula): Formula {
  const [only, ...others] = formula;
  return others.length === 0 && typeof only === 'object' && only.formula ? only.formula : formula;
}

/** What each member adds: count × its own figure. */
export function termFormulas(model: Model, terms: readonly Term[], measure: Measure): readonly Formula[] {
  return terms
    .filter(({ count }) => count !== 0)
    .map((term) => {
      const { part } = term.member;
      const each = part ? totalFigure(model, part, measure) : taken(term.member.name, 'unknown', undefined);
      return term.count === 1 ? [each] : [countFigure(term.member), ' × ', each];
    });
}

/** How many there are of a member. */
export function countFigure({ name, count, node, layer }: MemberSlot): Figure {
  const place = placeOf(layer.scope.source, { start: node.name.start, end: node.name.end });
  return taken(name, count === undefined ? '?' : formatCount(count), place);
}

function placeOfName({ declaration, around }: Part): Figure['at'] {
  return declaration.name && placeOf(around.source, declaration.name);
}

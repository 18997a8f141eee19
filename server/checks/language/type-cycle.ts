import type { Declaration, Member, Statement, TypeRef } from '../../../grammar/ast.ts';
import { isRemains } from '../../../grammar/remains.ts';
import { factOfFrame } from '../../facts/fact.ts';
import type { Model } from '../../model/model.ts';
import type { Scope, TypeBinding } from '../../model/scope.ts';
import { type Place, placeOf, type Source, samePlace } from '../../model/source.ts';
import { check, type Found } from '../check.ts';
import { declarationOf, sparseBodiesOf } from './bodies.ts';

export const typeCycle = check({
  id: 'type.cycle',
  severity: 'error',
  each: 'file',
  docs: {
    summary: 'A type derives from itself or contains itself.',
    why: 'Such a thing would be without end. Imports may form a circle, types may not.',
    sources: ['The language, “Inheritance”: docs/language.md'],
    fails: `
node Tray { inner : Sled }
node Sled { outer : Tray }
`,
    passes: `
node Tray { inner : Sled }
node Sled { }
`,
  },
  run: (model, source) => cyclesIn(model, source),
});

/** Links do not change them, so that they are found once. */
const cyclesIn = factOfFrame((model: Model, source: Source): readonly Found[] => [...cycles(model, source)]);

function* cycles(model: Model, source: Source): Generator<Found> {
  const shown = new Set<Declaration>();
  const ways = createWays(model);
  for (const { statements, scope } of sparseBodiesOf(model, source)) {
    for (const declaration of statements) {
      if (declaration.node !== 'declaration' || !declaration.name || shown.has(declaration)) continue;
      if (isRemains(declaration)) continue;
      const start = { declaration, scope };
      const cycle = ways.mayLeadBack(start) ? cycleFrom(ways, start) : undefined;
      const first = cycle?.find((step) => step.at.source === source);
      if (!cycle || !first) continue;
      for (const step of cycle) shown.add(step.from);
      const names = [declaration, ...cycle.map((step) => step.to.declaration)].map((each) => each.name?.text ?? '?');
      const derives = cycle.every((step) => step.derives);
      yield {
        at: first.at,
        message: `"${declaration.name.text}" ${derives ? 'derives from' : 'contains'} itself: ${names.join(' → ')}.`,
        related: cycle
          .filter((step) => !samePlace(step.at, first.at))
          .map((step) => ({
            at: step.at,
            message: `${step.from.name?.text ?? ''} → ${step.to.declaration.name?.text ?? ''}`,
          })),
      };
    }
  }
}

/** One way from a declaration to the next: its base, the type of one of its members, or a declaration in its body. */
interface Step {
  readonly from: Declaration;
  readonly to: TypeBinding;
  readonly at: Place;
  readonly derives: boolean;
}

/** The ways from all declarations that are looked at, each found once. */
interface Ways {
  readonly stepsFrom: (from: TypeBinding) => readonly Step[];
  /** False where no cycle can be reached: of nearly all declarations. */
  readonly mayLeadBack: (from: TypeBinding) => boolean;
}

function createWays(model: Model): Ways {
  const known = new Map<Declaration, readonly Step[]>();
  const stepsFrom: Ways['stepsFrom'] = (from) => {
    const steps = known.get(from.declaration) ?? stepsOf(model, from);
    known.set(from.declaration, steps);
    return steps;
  };
  // Undefined for one whose ways are being followed: to come to it again is a cycle.
  const leads = new Map<Declaration, boolean | undefined>();
  const mayLeadBack: Ways['mayLeadBack'] = (from) => {
    const found = leads.get(from.declaration);
    if (found !== undefined) return found;
    leads.set(from.declaration, undefined);
    const pending = [{ at: from, steps: stepsFrom(from), next: 0 }];
    for (let way = pending.at(-1); way; way = pending.at(-1)) {
      const { at, steps } = way;
      const step = steps[way.next++];
      if (!step) {
        leads.set(
          at.declaration,
          steps.some(({ to }) => leads.get(to.declaration) !== false),
        );
        pending.pop();
      } else if (!leads.has(step.to.declaration)) {
        leads.set(step.to.declaration, undefined);
        pending.push({ at: step.to, steps: stepsFrom(step.to), next: 0 });
      }
    }
    return leads.get(from.declaration) !== false;
  };
  return { stepsFrom, mayLeadBack };
}

/** Longer cycles nobody can follow; types that derive from so many are reported for that. */
const LONGEST_CYCLE = 100;

/** The shortest way from a declaration back to it; undefined when there is none. */
function cycleFrom({ stepsFrom }: Ways, start: TypeBinding): readonly Step[] | undefined {
  const reached = new Set<Declaration>();
  let ways: readonly { readonly at: TypeBinding; readonly steps: readonly Step[] }[] = [{ at: start, steps: [] }];
  for (let length = 0; ways.length > 0 && length < LONGEST_CYCLE; length++) {
    const next: { readonly at: TypeBinding; readonly steps: readonly Step[] }[] = [];
    for (const way of ways) {
      for (const step of stepsFrom(way.at)) {
        const steps = [...way.steps, step];
        if (step.to.declaration === start.declaration) return steps;
        if (reached.has(step.to.declaration)) continue;
        reached.add(step.to.declaration);
        next.push({ at: step.to, steps });
      }
    }
    ways = next;
  }
  return undefined;
}

function stepsOf(model: Model, { declaration, scope }: TypeBinding): readonly Step[] {
  const step = (ref: TypeRef | undefined, around: Scope, derives: boolean): readonly Step[] => {
    const to = declarationOf(model, ref, around);
    return ref && to ? [{ from: declaration, to, at: placeOf(around.source, ref), derives }] : [];
  };
  const bases = step(declaration.base, scope, true);
  const typed = (declaration.body?.statements ?? []).filter(hasType);
  // What a body of nothing but links means is not worked out for this.
  if (typed.length === 0) return bases;
  const inside = model
    .partOf({ declaration, scope })
    ?.layers.findLast((layer) => layer.body === declaration.body)?.scope;
  const within = inside ?? scope;
  const contained = typed.flatMap((node): readonly Step[] => {
    if (node.node === 'member') return step(node.type, within, false);
    if (!node.base) return [];
    return [
      {
        from: declaration,
        to: { declaration: node, scope: within },
        at: placeOf(within.source, node.base),
        derives: false,
      },
    ];
  });
  return [...bases, ...contained];
}

function hasType(node: Statement): node is Member | Declaration {
  return node.node === 'member' || (node.node === 'declaration' && node.base !== undefined && !isRemains(node));
}

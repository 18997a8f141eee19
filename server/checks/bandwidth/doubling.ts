import { shareRate } from '../../facts/network/share.ts';
import { pacePolicies, roadmapSteps, type Step } from '../../facts/roadmap/entries.ts';
import { keepsUp, yearMet } from '../../facts/roadmap/trend.ts';
import type { Model } from '../../model/model.ts';
import type { Part } from '../../model/part.ts';
import { decimal, decimalsThatTell, formatRate } from '../../units/format.ts';
import { units } from '../../units/units.ts';
import { check, type Found } from '../check.ts';
import { paceOf, planAtPace } from './measured-pace.ts';

const YEAR = units.get('year')?.factor ?? 1;
const GIGABIT = units.get('Gbps')?.factor ?? 1;

export const doubling = check({
  id: 'bandwidth.doubling',
  severity: 'warning',
  each: 'file',
  docs: {
    summary: 'Bandwidth per accelerator grows less from one entry of a roadmap to the next than it should.',
    why: 'Compute per accelerator grows from generation to generation, and the traffic between accelerators with it; where the interconnect stands still, each new accelerator waits longer for the others. Scale-up and scale-out bandwidth per accelerator have both doubled about every two years, by faster lanes or by more of them. A roadmap that skips a doubling should do so knowingly.',
    formula:
      'growth ≥ 2^(Δyears / `policy.doubling`) from each entry to the next by year, for scale-up and scale-out apart. Compared exactly: growth^p ≥ 2^q with Δyears / doubling = q / p. Entries of one year: only a decrease is found. Bandwidth per accelerator is that of the network of a role: the rates of the links that end on a node over its accelerators, the least over the nodes.',
    sources: [
      'Least squares over 2017–2026: doubling in 2.0 years (95 % 1.5–3.1) for scale-out and 2.5 (2.1–3.3) for scale-up; scale-up exactly 2.0 from H100 to Rubin. Six chosen systems, so about 2 to 2.5 years',
      'The default of `policy.doubling`, 2 years, is the industry’s claim',
    ],
    fails: example('200Gbps'),
    passes: example('400Gbps'),
    fixes:
      'Where the step keeps up with the measured pace: plan at that pace, by a `policy` that says so. Otherwise none is offered: the remedy is more or faster links per accelerator.',
  },
  *run(model, source) {
    const scope = model.scopeOf(source);
    for (const declaration of source.types.values()) {
      if (declaration.keyword.text !== 'roadmap') continue;
      const roadmap = model.partOf({ declaration, scope });
      if (roadmap) yield* shortfalls(model, roadmap);
    }
  },
});

/** Two generations, two years apart: the second with links of the given rate. */
function example(rate: string): string {
  return `accelerator First  { year = 2022  port link[18] { rate = 200Gbps  lanes = 2 } }
accelerator Second { year = 2024  port link[18] { rate = ${rate}  lanes = 2 } }

roadmap Fleet {
  first  = First
  second = Second
}
`;
}

function* shortfalls(model: Model, roadmap: Part): Generator<Found> {
  for (const step of roadmapSteps(model, roadmap)) {
    if (step.keepsUp) continue;
    const { role, earlier, later, before } = step;
    yield {
      at: later.at,
      message: `${later.name}: ${role.replace('_', '-')} ${describe(step)}`,
      related: [
        {
          at: earlier.at,
          message: `${earlier.name}: ${formatRate(shareRate(before))} per accelerator in ${earlier.year}`,
        },
      ],
      fixes: () => {
        const measured = paceOf(role);
        const isEnough = keepsUp(step.now, before, step.years, measured);
        return isEnough ? planAtPace(model, pacePolicies(model, roadmap, later), roadmap, role) : [];
      },
    };
  }
}

function describe({ earlier, later, before, now, years, pace, due }: Step): string {
  const [was, has] = [shareRate(before), shareRate(now)];
  if (years === 0) {
    return `falls to ${formatRate(has, was)} per accelerator from ${formatRate(was, has)} of ${earlier.name} in the same year`;
  }
  const [grown, asked] = factors(now.bits / now.among / (before.bits / before.among), 2 ** ((years * YEAR) / pace));
  const short = `${decimal((due - now.bits / now.among) / GIGABIT, 3)} Gbps`;
  const met = yearMet(now, later.year, before, years, pace);
  const when = met === undefined ? '' : `; doubling on time from here it would be met in ${met}`;
  const limit = `policy.doubling (${decimal(pace / YEAR, 2)} years) asks ×${asked}`;
  return `×${grown} in ${years} year${years === 1 ? '' : 's'}, ${limit}: ${formatRate(has, due)} per accelerator, ${short} short of ${formatRate(due, has)}${when}`;
}

/** Two factors with as many decimals as tell them apart. */
function factors(grown: number, asked: number): readonly [string, string] {
  const decimals = decimalsThatTell(grown, asked);
  return [decimal(grown, decimals), decimal(asked, decimals)];
}

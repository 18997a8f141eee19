import type { Property } from '../../../grammar/ast.ts';
import type { Analysis } from '../../checks/analyse.ts';
import { bandwidthFigure, trendFigure, yearFigure } from '../../facts/explained/trend.ts';
import { shareRate } from '../../facts/network/share.ts';
import { type RoadmapEntry, roadmapEntries, roadmapSteps, type Step } from '../../facts/roadmap/entries.ts';
import { measuredFits } from '../../facts/roadmap/trend.ts';
import type { Model } from '../../model/model.ts';
import type { Part } from '../../model/part.ts';
import { quantity } from '../../units/dimension.ts';
import { decimal, formatRate, formatYears } from '../../units/format.ts';
import { units } from '../../units/units.ts';
import { arithmetic } from './derivation.ts';
import { code, page, type Row, table } from './markdown.ts';

const YEAR = units.get('year')?.factor ?? 1;

const roles = ['scale_up', 'scale_out'] as const;

/** A roadmap: its entries by year, each step from one to the next, and the pace that was measured. */
export function roadmapHover({ model }: Analysis, roadmap: Part): string {
  const entries = roadmapEntries(model, roadmap);
  const rows: readonly Row[] = [
    ...entries.map((entry): Row => [entry.name, entryText(model, entry)]),
    ...roadmapSteps(model, roadmap).map((step): Row => [`${step.earlier.name} → ${step.later.name}`, stepText(step)]),
    ...paceRows(model, roadmap),
    ...fitRows(),
  ];
  return page(table(['**roadmap**', code(roadmap.name)], rows), roadmap.declaration.doc);
}

/** An entry of a roadmap: its year, its bandwidths, how they grew, and how they stand to the trend. */
export function entryHover({ model }: Analysis, roadmap: Part, node: Property): string | undefined {
  const entry = roadmapEntries(model, roadmap).find(({ name }) => name === node.name.text);
  if (!entry) return undefined;
  const { root, name } = entry;
  const year = yearFigure(model, root);
  const steps = roadmapSteps(model, roadmap).filter(({ later }) => later.name === name);
  const rows: readonly Row[] = [
    ['year', year ? arithmetic(year) : 'unknown: it is left out of every comparison'],
    ...roles.map((role): Row => {
      const has = bandwidthFigure(model, root, role);
      return has && [word(role), arithmetic(has)];
    }),
    ...steps.map((step): Row => [`since ${step.earlier.name}`, stepText(step)]),
    ...roles.map((role): Row => {
      const trend = trendFigure(model, root, role);
      return trend && [`${word(role)} trend`, arithmetic(trend)];
    }),
    ...fitRows(),
  ];
  return page(table([`**${name}**`, `${root.part.kind} ${code(root.part.name)}`], rows), root.part.declaration.doc);
}

/** How fast bandwidth per accelerator has doubled, as measured. */
export function fitRows(): readonly Row[] {
  return measuredFits.map(({ role, years, low, high, systems }): Row => {
    const interval = `95 % ${decimal(low, 1)}–${decimal(high, 1)}`;
    return [`measured, ${word(role)}`, `doubles in ${formatYears(years)} (${interval}): least squares over ${systems}`];
  });
}

function entryText(model: Model, { root, year }: RoadmapEntry): string {
  const shares = roles.flatMap((role) => {
    const has = bandwidthFigure(model, root, role);
    return has ? [`${word(role)} ${has.value}`] : [];
  });
  const when = year === undefined ? 'no year, left out' : String(year);
  return `${root.part.kind} ${code(root.part.name)}, ${when}: ${shares.join(', ') || 'bandwidth unknown'}`;
}

function stepText({ role, years, before, now, pace, keepsUp, due }: Step): string {
  const grown = now.bits / now.among / (before.bits / before.among);
  const asked = 2 ** ((years * YEAR) / pace);
  const short = keepsUp ? '' : `, **${formatRate(quantity(Math.max(0, due - shareRate(now))))} short**`;
  return `${word(role)} ×${decimal(grown)} in ${formatYears(years)}, ×${decimal(asked)} asked at a doubling in ${formatYears(pace / YEAR)}${short}`;
}

/** The pace of the roadmap itself, from its first to its last entry of a role. */
function paceRows(model: Model, roadmap: Part): readonly Row[] {
  const steps = roadmapSteps(model, roadmap);
  return roles.map((role): Row => {
    const own = steps.filter((step) => step.role === role);
    const [first, last] = [own[0], own.at(-1)];
    if (!first || !last) return undefined;
    const years = last.later.year - first.earlier.year;
    const doublings = Math.log2(last.now.bits / last.now.among / (first.before.bits / first.before.among));
    if (years <= 0 || doublings <= 0) return undefined;
    return [
      `its own, ${word(role)}`,
      `doubles in ${formatYears(years / doublings)}: ×${decimal(2 ** doublings)} in ${formatYears(years)}`,
    ];
  });
}

function word(role: string): string {
  return role.replace('_', '-');
}

import type { Figure } from '../../facts/derivation.ts';
import { lengthFigure, reachFigure } from '../../facts/explained/link.ts';
import { lossFigures } from '../../facts/explained/loss.ts';
import { describeMedium } from '../../facts/link/medium-names.ts';
import type { CableRun } from '../../facts/link/run-lengths.ts';
import { cableOf, cableRun, instanceName, laneRate, linkShape } from '../../facts/links.ts';
import { mediaThatReach } from '../../facts/media.ts';
import { reachOf, standardReach } from '../../facts/reach.ts';
import type { Model } from '../../model/model.ts';
import type { LinkSite } from '../../model/site.ts';
import { type Length, type Quantity, quantity, type Rate } from '../../units/dimension.ts';
import { decimal, format, formatDifference, formatLength, formatPower, formatRate } from '../../units/format.ts';
import { arithmetic, linked } from './derivation.ts';
import { whenKnown } from './later.ts';
import { code, type Row } from './markdown.ts';

/** Media that are offered in a hover; the code actions and the hint list more. */
const MOST_MEDIA = 4;

/** How far a link goes, how far its cable reaches, and what else would reach. */
export function reachRows(model: Model, link: LinkSite): readonly Row[] {
  const run = cableRun(model, link);
  const reach = reachOf(model, link);
  return [
    cableRow(model, link),
    lengthRow(model, link, run),
    reachRow(model, link),
    reach && run && ['margin', margin(reach.length, run.longest)],
    ...longestRows(model, link, run),
    ...lossRows(model, link),
    nextRate(model, link, run),
    ...whenKnown('would also do', () => alternatives(model, link)),
  ];
}

function cableRow(model: Model, link: LinkSite): Row {
  const via = link.slot.node.via?.path.map((name) => name.text).join('.');
  const medium = model.values.word(cableOf(model, link), 'medium');
  if (via === undefined) return ['cable', 'none: the medium is unknown'];
  return ['cable', `${code(via)}${medium === undefined ? '' : `, ${describeMedium(medium)}`}`];
}

function reachRow(model: Model, link: LinkSite): Row {
  const reach = reachFigure(model, link);
  if (!reach) return undefined;
  const standard = reachOf(model, link)?.standard;
  return ['reach', `${arithmetic(reach)}${standard === undefined ? '' : `, ${standard}`}`];
}

function lengthRow(model: Model, link: LinkSite, run: CableRun | undefined): Row {
  const length = lengthFigure(model, link);
  if (!run || !length) return ['length', 'unknown: state `length`, or place both ends in racks of a row'];
  if (run.stated) return ['length', `${arithmetic(length)}, stated`];
  if (run.shortest === run.longest) return ['length', formatLength(run.longest)];
  return ['length', `${formatLength(run.shortest)} – ${formatLength(run.longest)}`];
}

/** The longest instance of a derived length, and the sum of its legs. */
function longestRows(model: Model, link: LinkSite, run: CableRun | undefined): readonly Row[] {
  const shape = linkShape(model, link);
  const length = lengthFigure(model, link);
  if (!run || run.stated || !shape || !length) return [];
  const [left, right] = [shape.left, shape.right].map((end) => code(instanceName(end, run.longestPoint)));
  return [
    ['longest', `${left} to ${right}`],
    ['', arithmetic(length)],
  ];
}

/** The loss budget, term by term; what the parts do not give is named. */
function lossRows(model: Model, link: LinkSite): readonly Row[] {
  const loss = lossFigures(model, link);
  if (!loss) return [];
  const { total, budget, hosts, connectors, cable, left } = loss;
  const terms: readonly Row[] = [
    ['hosts', hostLosses(hosts, left)],
    ['connectors', arithmetic(connectors)],
    ['cable loss', cable ? arithmetic(cable) : 'unknown: the length is not known'],
  ];
  const limit = `${budget.value} (${budget.source})`;
  return [
    [
      'loss',
      total ? `${total.value} of ${limit}${total.isEstimate ? ', estimate' : ''}` : `unknown; the budget is ${limit}`,
    ],
    ...terms,
  ];
}

function hostLosses(hosts: readonly Figure[], left: Quantity<'loss'> | undefined): string {
  if (hosts.length === 2) return hosts.map(linked).join(' + ');
  const missing = `unknown: ${hosts.length === 1 ? 'one port states' : 'the ports state'} no ${code('loss')}`;
  return left === undefined ? missing : `${missing}; the rest leaves both ${format(left, 'loss')}`;
}

/** What is left of a reach, with its part of the reach. */
function margin(reach: Length, longest: Length): string {
  const left = reach - longest;
  const part = `${decimal((Math.abs(left) / reach) * 100, 0)} % of the reach`;
  if (left >= 0) return `${formatLength(quantity(left))} left, ${part}`;
  return `**${formatLength(quantity(-left))} too far**, ${part}`;
}

/** What passive copper would still reach were each lane twice as fast. */
function nextRate(model: Model, link: LinkSite, run: CableRun | undefined): Row {
  const lane = laneRate(model, link);
  const medium = model.values.word(cableOf(model, link), 'medium');
  if (lane === undefined || medium !== 'copper') return undefined;
  const next: Rate = quantity(lane * 2);
  const reach = standardReach(medium, next);
  if (!reach) return ['next lane rate', `${formatRate(next)}: no standard has passive copper`];
  const left = run ? `; ${margin(reach.length, run.longest)}` : '';
  return ['next lane rate', `${formatRate(next)}: ${formatLength(reach.length)}, ${reach.standard}${left}`];
}

function alternatives(model: Model, link: LinkSite): readonly Row[] {
  const media = mediaThatReach(model, link);
  const rows = media.slice(0, MOST_MEDIA).map(({ name, reach, addedPower }, i): Row => {
    const power =
      addedPower === undefined
        ? 'power unknown'
        : `${formatDifference(addedPower, (value) => formatPower(quantity(value)))} in all`;
    const figures = `${reach === undefined ? '' : `${formatLength(reach)}, `}${power}`;
    return [i === 0 ? 'would also do' : '', `${code(name)} (${figures})`];
  });
  const more = media.length - rows.length;
  return more > 0 ? [...rows, ['', `and ${more} more`]] : rows;
}

import type { Model } from '../../model/model.ts';
import type { LinkSite } from '../../model/site.ts';
import { type Quantity, quantity } from '../../units/dimension.ts';
import { decimal, format, formatLength, formatRate } from '../../units/format.ts';
import { by, derived, type Figure, type Formula, sum, taken } from '../derivation.ts';
import { balanceOf, cableLoss, type LossSum, lossOf } from '../link/loss.ts';
import { cableOf, linkShape, portsOf } from '../links.ts';
import { stated } from '../stated.ts';
import { lengthFigure } from './link.ts';

/** The loss of a passive copper link against its budget, term by term; what is not known is left out of the terms. */
export interface LossFigures {
  /** The sum; undefined where a term is missing. */
  readonly total: Figure | undefined;
  readonly budget: Figure;
  readonly hosts: readonly Figure[];
  readonly connectors: Figure;
  /** Undefined where the length is not known. */
  readonly cable: Figure | undefined;
  /** What connectors and cable leave of the budget for both hosts; undefined where the length is not known. */
  readonly left: Quantity<'loss'> | undefined;
}

/** Undefined for a link that is no passive copper of a known gauge. */
export function lossFigures(model: Model, link: LinkSite): LossFigures | undefined {
  const loss = lossOf(model, link);
  if (!loss) return undefined;
  const { lane, connectors: ofConnectors, length } = loss;
  const hosts = hostFigures(model, link);
  const connectors = connectorsFigure(model, link, loss);
  const cable = cableFigure(model, link, loss);
  const balance = balanceOf(loss);
  const terms = [...hosts, connectors, ...(cable ? [cable] : [])].map((figure): Formula => [figure]);
  const inCable = length === undefined ? undefined : cableLoss(loss, length);
  return {
    total: balance && derived(`loss of ${link.slot.name}`, format(balance.total, 'loss', lane.budget), sum(terms)),
    budget: taken(`budget at ${formatRate(lane.lane)} per lane`, format(lane.budget, 'loss'), undefined, lane.standard),
    hosts,
    connectors,
    cable,
    left: inCable === undefined ? undefined : quantity(lane.budget - ofConnectors - inCable),
  };
}

function hostFigures(model: Model, link: LinkSite): readonly Figure[] {
  const [shape, ports] = [linkShape(model, link), portsOf(model, link)];
  return (['left', 'right'] as const).flatMap(
    (side) => stated(model, ports[side]?.part, 'loss', shape?.[side].part) ?? [],
  );
}

function connectorsFigure(model: Model, link: LinkSite, { connectors, areConnectorsStated }: LossSum): Figure {
  const perEnd = areConnectorsStated ? stated(model, cableOf(model, link), 'loss') : undefined;
  const value = format(connectors, 'loss');
  return perEnd
    ? derived('connectors', value, by`2 × ${perEnd}`)
    : taken('connectors', value, undefined, 'estimate: of the model of reach.loss');
}

function cableFigure(model: Model, link: LinkSite, loss: LossSum): Figure | undefined {
  const run = lengthFigure(model, link);
  if (!run || loss.length === undefined) return undefined;
  // The legs of a derived length have a row of their own.
  const length = { ...run, value: formatLength(loss.length), formula: undefined };
  return derived(
    'cable',
    format(cableLoss(loss, loss.length), 'loss'),
    by`${attenuation(model, link, loss)} × ${length}`,
  );
}

function attenuation(model: Model, link: LinkSite, { perMetre, gauge, lane }: LossSum): Figure {
  const at = stated(model, cableOf(model, link), 'awg')?.at;
  const source = `estimate: twinax of AWG ${gauge} at ${decimal(lane.nyquist)} GHz, model of reach.loss`;
  return taken('loss per length', format(perMetre, 'attenuation'), at, source);
}

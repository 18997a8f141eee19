import { rackLoad, usablePower } from '../../facts/rack/load.ts';
import { rackMass } from '../../facts/rack/mass.ts';
import { rackSpace } from '../../facts/rack/space.ts';
import { atLeast, formatBound } from '../../facts/totals.ts';
import type { Model } from '../../model/model.ts';
import type { Site } from '../../model/site.ts';
import { quantity } from '../../units/dimension.ts';
import { format, formatIn, formatPower } from '../../units/format.ts';
import { sitesOf } from '../context.ts';
import type { LensKind } from './lens.ts';

/** Over a rack: its load, height and mass, each against what there is. */
export const rackLens: LensKind = {
  kind: 'rack',
  standsOver: (_analysis, path) => path.at(-1)?.keyword.text === 'rack',
  text: (analysis, path) => {
    const { model } = analysis;
    const node = path.at(-1);
    const rack = node && fullest(model, sitesOf(analysis, path, node));
    if (!rack) return undefined;
    const parts = [powerText(model, rack), heightText(model, rack), massText(model, rack)];
    return { title: parts.filter((part) => part !== undefined).join(' · '), page: undefined };
  },
};

/** `40.8 kW of 64.8 kW`: the load of the fullest of some racks; undefined where nothing says what is usable. */
export function rackLoadText(model: Model, racks: readonly Site[]): string | undefined {
  const rack = fullest(model, racks);
  return rack && usablePower(model, rack) ? powerText(model, rack) : undefined;
}

function fullest(model: Model, racks: readonly Site[]): Site | undefined {
  return [...racks].sort((a, b) => rackLoad(model, b).known - rackLoad(model, a).known || b.depth - a.depth)[0];
}

function powerText(model: Model, rack: Site): string {
  const load = formatBound(rackLoad(model, rack), 'power');
  const usable = usablePower(model, rack);
  return usable ? `${load} of ${formatPower(usable.power)}` : load;
}

function heightText(model: Model, rack: Site): string | undefined {
  const { frame, used, unit } = rackSpace(model, rack);
  if (used.known === 0) return undefined;
  const height = `${atLeast(used)}${formatIn(quantity<'length'>(used.known), unit)}`;
  return frame === undefined ? height : `${height} of ${formatIn(frame, unit)}`;
}

function massText(model: Model, rack: Site): string | undefined {
  const { contents } = rackMass(model, rack);
  const load = model.values.quantity(rack.part.blocks.get('frame'), 'load', 'mass');
  if (contents.known === 0) return undefined;
  const mass = formatBound(contents, 'mass');
  return load === undefined ? mass : `${mass} of ${format(load, 'mass')}`;
}

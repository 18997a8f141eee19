import type { Link, Property, Statement } from '../../../grammar/ast.ts';
import type { Analysis } from '../../checks/analyse.ts';
import type { Edit } from '../../checks/check.ts';
import { insert, remove } from '../../checks/text-edits.ts';
import { layoutRun } from '../../facts/links.ts';
import { placeOf, type Source } from '../../model/source.ts';
import { type Length, quantity } from '../../units/dimension.ts';
import { exactIn } from '../../units/exact.ts';
import { formatLength } from '../../units/format.ts';
import { units } from '../../units/units.ts';
import { linkSitesOf } from '../context.ts';
import type { Action } from './action.ts';

/** Takes the stated length of a link from the layout, or states the one that the layout gives; the title says what changes. */
export function lengthActions(analysis: Analysis, path: readonly Statement[], node: Link): readonly Action[] {
  const { model, source } = analysis;
  const sites = linkSitesOf(analysis, path, node);
  const runs = sites.map((site) => layoutRun(model, site));
  if (runs.length === 0 || runs.some((run) => run === undefined)) return [];
  const lengths = runs.flatMap((run) => (run ? [run.shortest, run.longest] : []));
  const [shortest, longest] = [quantity<'length'>(Math.min(...lengths)), quantity<'length'>(Math.max(...lengths))];
  const stated = node.body?.statements.find(isLength);
  const written = sites[0] && model.values.quantity(sites[0].slot.settings, 'length', 'length');
  const kind = 'refactor.rewrite';
  if (stated) {
    if (written === undefined) return [];
    const isSame = shortest === written && longest === written;
    const change = isSame ? 'the same' : `${range(shortest, longest)} instead of ${formatLength(written, longest)}`;
    return [
      {
        title: `Take the length from the layout (${change})`,
        kind,
        edits: () => [withoutLength(source, node, stated)],
      },
    ];
  }
  const rounded = quantity<'length'>(Math.ceil(longest / CENTIMETRE) * CENTIMETRE);
  const digits = metre && exactIn(rounded, metre);
  if (digits === undefined) return [];
  const change = shortest === rounded ? '' : ` (the layout gives ${range(shortest, longest)})`;
  const title = `State the length: ${digits}m${change}`;
  return [{ title, kind, edits: () => [withLength(source, node, `length = ${digits}m`)] }];
}

const metre = units.get('m');

/** A length is stated to the centimetre, rounded up. */
const CENTIMETRE = units.get('cm')?.factor ?? 1;

function isLength(node: Statement): node is Property {
  return node.node === 'property' && node.name.text === 'length' && !node.broken;
}

function range(shortest: Length, longest: Length): string {
  const last = formatLength(longest, shortest);
  return shortest === longest ? last : `${formatLength(shortest, longest)} to ${last}`;
}

/** A body in which nothing else stands goes with its last statement. */
function withoutLength(source: Source, { body }: Link, stated: Property): Edit {
  const [only, ...others] = body?.statements ?? [];
  const inside = body ? source.text.slice(body.start + 1, body.end - 1) : '';
  if (body && only === stated && others.length === 0 && inside.trim() === source.text.slice(only.start, only.end)) {
    const before = source.text.slice(0, body.start).trimEnd().length;
    return { at: placeOf(source, { start: before, end: body.end }), text: '' };
  }
  return remove(source, stated, '').edits[0] ?? { at: placeOf(source, stated), text: '' };
}

function withLength(source: Source, node: Link, text: string): Edit {
  const { body } = node;
  const at = body ? body.start + 1 : node.end;
  return insert(source, at, body ? ` ${text} ` : ` { ${text} }`);
}

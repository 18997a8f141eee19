import type { Body, Member } from '../../grammar/ast.ts';
import type { Text } from '../../grammar/text.ts';
import { covering, type FinePower } from '../facts/fine-power.ts';
import { linkShape } from '../facts/links.ts';
import type { Axis, Step } from '../model/link/shape.ts';
import type { Model } from '../model/model.ts';
import type { Layer, MemberSlot } from '../model/part.ts';
import { type LinkSite, rootOfSite, type Site, sitesUnder } from '../model/site.ts';
import { placeOf, type Source } from '../model/source.ts';
import { type Power, quantity } from '../units/dimension.ts';
import { quotientUp } from '../units/exact.ts';
import { formatCount } from '../units/format.ts';
import type { Edit, Fix } from './check.ts';
import { rootsOf } from './roots.ts';
import { insert, lineStart } from './text-edits.ts';

/**
 * Sets a property of an unnamed block of a rack, in the rack’s own text: its value is replaced, or the property or the
 * block is added. Undefined where the rack is written in another file.
 */
export function setInBlock(rack: Site, keyword: string, property: string, value: string): Edit | undefined {
  return setAllInBlock(rack, keyword, [[property, value]])?.[0];
}

/** Sets several properties of one block. */
export function setAllInBlock(
  rack: Site,
  keyword: string,
  values: readonly (readonly [string, string])[],
): readonly Edit[] | undefined {
  const layer = ownLayer(rack);
  if (!layer) return undefined;
  const { source } = layer.scope;
  const block = layer.body.statements.findLast(
    (node) => node.node === 'declaration' && !node.name && node.keyword.text === keyword,
  );
  if (block?.node !== 'declaration') {
    return [insertFirst(source, layer.body, `${keyword} { ${values.map(assignment).join('  ')} }`)];
  }
  const { body } = block;
  if (!body) return undefined;
  const edits = values.map((each): Edit | undefined => {
    const known = body.statements.find((node) => node.node === 'property' && node.name.text === each[0]);
    return known?.node === 'property' ? { at: placeOf(source, known.value), text: each[1] } : undefined;
  });
  const added = values.filter((_, i) => !edits[i]);
  return [...edits, added.length > 0 ? append(source, body, added.map(assignment)) : undefined].flatMap(
    (edit) => edit ?? [],
  );
}

function assignment([property, value]: readonly [string, string]): string {
  return `${property} = ${value}`;
}

/** Adds statements as the last of a body. */
function append(source: Source, body: Body, texts: readonly string[]): Edit {
  const last = body.statements.at(-1);
  if (!last) return insertFirst(source, body, texts.join('  '));
  const gap = separator(source.text, body, last.start);
  return insert(source, last.end, texts.map((text) => gap + text).join(''));
}

/** Sets a property of one of a rack’s members. Undefined where the member is not written in the rack’s own text. */
export function setInMember(
  rack: Site,
  { node, layer }: MemberSlot,
  property: string,
  value: string,
): Edit | undefined {
  if (layer !== ownLayer(rack) || !node.type) return undefined;
  const { source } = layer.scope;
  const text = `${property} = ${value}`;
  if (!node.body) return insert(source, node.type.end, ` { ${text} }`);
  const known = node.body.statements.find((each) => each.node === 'property' && each.name.text === property);
  return known?.node === 'property'
    ? { at: placeOf(source, known.value), text: value }
    : insertFirst(source, node.body, text);
}

/** The innermost text of a rack, where it stands in the file that is checked: an edit there touches this rack only. */
export function ownLayer(rack: Site): Layer | undefined {
  const layer = rack.part.layers.at(-1);
  return layer && layer.scope.source === fileOf(rack) ? layer : undefined;
}

function fileOf(rack: Site): Source {
  return rootOfSite(rack).part.around.source;
}

/** Adds a statement as the first of a body, on a line of its own where the others have one. */
export function insertFirst(source: Source, body: Body, text: string): Edit {
  const first = body.statements[0];
  const at = placeOf(source, { start: body.start + 1, end: body.start + 1 });
  if (!first) return { at, text: ` ${text}` };
  const gap = separator(source.text, body, first.start);
  return { at, text: gap.startsWith('\n') ? gap + text : ` ${text} ` };
}

/** Adds statements at the end of a body, each on a line of its own where the others have one. */
export function appendStatements({ body, scope: { source } }: Layer, texts: readonly string[]): Edit {
  const last = body.statements.at(-1);
  if (!last) return insertFirst(source, body, `${texts.join('  ')} `);
  const gap = separator(source.text, body, last.start);
  return insert(source, last.end, texts.map((text) => gap + text).join(''));
}

/** What stands between statements of a body: a line break with the indent of one that begins its line, else two blanks. */
function separator(text: Text, body: Body, statement: number): string {
  const from = lineStart(text, statement);
  const indent = text.slice(from, statement);
  return from > body.start && /^\s*$/.test(indent) ? `\n${indent}` : '  ';
}

/** By how much a rack is over a limit, and what each device of an array adds, in one unit. */
export interface Overshoot {
  readonly over: bigint;
  readonly each: bigint;
}

/**
 * The fix that makes an array as much smaller as the limit asks for; `gain` tells what is left at a size. None where the
 * array is not written as a plain number in the rack’s own text, would become empty, or is linked by indexes that
 * would no longer fit.
 */
export function fewer(
  model: Model,
  rack: Site,
  member: MemberSlot,
  { over, each }: Overshoot,
  gain: (left: number) => string,
): Fix | undefined {
  const size = member.node.dims?.[0];
  const before = member.count;
  const own = member.layer === ownLayer(rack) && member.node.dims?.length === 1;
  if (!own || size?.node !== 'number' || before === undefined || each <= 0n) return undefined;
  const left = before - Number(quotientUp(over, each));
  if (left < 1 || !maySize(model, fileOf(rack), member.node, left)) return undefined;
  return {
    title: `Put ${formatCount(left)} in ${eachOf(rack)}: ${member.name}[${left}] (${gain(left)}${elsewhere(rack, before, left)})`,
    edits: [{ at: placeOf(member.layer.scope.source, size), text: String(left) }],
  };
}

/** The edit that makes an array of a rack larger. Undefined where its size is not a plain number of the rack’s own text. */
export function resize(rack: Site, { node, layer }: MemberSlot, size: number): Edit | undefined {
  if (layer !== ownLayer(rack)) return undefined;
  const { source } = layer.scope;
  if (!node.dims) return insert(source, node.name.end, `[${size}]`);
  const [written, ...others] = node.dims;
  if (written?.node !== 'number' || others.length > 0) return undefined;
  return { at: placeOf(source, written), text: String(size) };
}

/** `each rack`; `the hall` where there is one of what encloses racks. */
function eachOf({ part, count }: Site): string {
  return part.kind === 'rack' || count !== 1 ? `each ${part.kind}` : `the ${part.kind}`;
}

/** The price of fewer devices in a rack: more racks; of fewer racks: a place for the others. */
function elsewhere({ part, count }: Site, before: number, left: number): string {
  if (count === undefined) return '';
  const moved = (before - left) * count;
  const others = moved === 1 ? 'the other one' : `the other ${formatCount(moved)}`;
  if (part.kind !== 'rack') return `; a place elsewhere for ${others}`;
  const racks = Math.ceil(moved / left);
  return `; ${others} ${moved === 1 ? 'fills' : 'fill'} ${formatCount(racks)} more rack${racks === 1 ? '' : 's'}`;
}

/** Whether all links of a file still make sense when an array has a smaller size. */
function maySize(model: Model, source: Source, member: Member, size: number): boolean {
  const links = rootsOf(model, source).flatMap((root) => [...sitesUnder(root)].flatMap((site) => site.links));
  return links.every((link) => linkMay(model, link, member, size));
}

/** A fixed index must stay within bounds; a variable may follow the size where it ranges over no other array. */
function linkMay(model: Model, link: LinkSite, member: Member, size: number): boolean {
  const shape = linkShape(model, link);
  if (!shape) return true;
  return (['left', 'right'] as const).every((side) =>
    shape[side].steps.every((step, i) => {
      const [axis] = step.axes;
      if (step.member.node !== member || !axis) return true;
      if (axis.at.kind === 'fixed') return axis.at.value < size;
      const written = link.slot.node[side]?.segments[i]?.indexes?.[0];
      const steps = [...shape.left.steps, ...shape.right.steps];
      return axis.at.kind === 'variable' && written?.node !== 'range' && isAlone(axis.at.slot, member, steps);
    }),
  );
}

function isAlone(slot: number, member: Member, steps: readonly Step[]): boolean {
  const uses = (axis: Axis): boolean => axis.at.kind === 'variable' && axis.at.slot === slot;
  return steps.every((step) => step.member.node === member || !step.axes.some(uses));
}

/** The next whole kilowatt, as it is written, and as a power. */
export function wholeKilowatts(heat: FinePower): { readonly text: string; readonly power: Power } {
  const kilowatts = quotientUp(BigInt(covering(heat)), MILLIWATTS_IN_A_KILOWATT);
  return { text: `${kilowatts}kW`, power: quantity(Number(kilowatts * MILLIWATTS_IN_A_KILOWATT)) };
}

/** Milliwatts. */
const MILLIWATTS_IN_A_KILOWATT = 1_000_000n;

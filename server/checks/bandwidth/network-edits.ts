import type { Index } from '../../../grammar/ast.ts';
import { linkShape } from '../../facts/links.ts';
import type { Side } from '../../facts/network/landings.ts';
import type { Model } from '../../model/model.ts';
import type { MemberSlot, Part } from '../../model/part.ts';
import { findConstant, visibleTypes } from '../../model/scope.ts';
import type { LinkSite } from '../../model/site.ts';
import { placeOf } from '../../model/source.ts';
import type { Edit } from '../check.ts';
import { insert, lineStart } from '../text-edits.ts';

/** Changes of the text of a network. Each is undefined where the text does not allow it in a simple way. */

/** Sets the size of an array: its literal, or the constant that stands there alone. */
export function resized({ node, layer }: MemberSlot, size: number): Edit | undefined {
  const { scope } = layer;
  const [dim, ...others] = node.dims ?? [];
  const at = others.length === 0 ? dim : undefined;
  if (!node.dims && node.type) {
    return size === 1 ? undefined : insert(scope.source, node.name.end, `[${size}]`);
  }
  if (at?.node === 'number') return { at: placeOf(scope.source, at), text: String(size) };
  const [name, ...more] = at?.node === 'reference' ? at.path : [];
  const constant = name && more.length === 0 ? findConstant(scope, name.text) : undefined;
  const value = constant?.node.value;
  return value?.node === 'number'
    ? { at: placeOf(constant?.scope.source ?? scope.source, value), text: String(size) }
    : undefined;
}

/** Sets the number of links for each pair. */
export function linksForPair({ slot }: LinkSite, count: number): Edit {
  const { source } = slot.layer.scope;
  const { name, count: written } = slot.node;
  if (written) return { at: placeOf(source, written), text: String(count) };
  return insert(source, name.end, `[${count}]`);
}

/** Replaces the type of a member. */
export function retyped({ node, layer }: MemberSlot, name: string): Edit | undefined {
  return node.type && { at: placeOf(layer.scope.source, node.type), text: name };
}

/** Makes a path go over the whole of an array, where it goes over a part of it: `nic[0..6]` becomes `nic[*]`. */
export function widened({ slot }: LinkSite, side: Side): readonly { readonly name: string; readonly edit: Edit }[] {
  return (slot.node[side]?.segments ?? []).flatMap(({ name, indexes }) => {
    const [index, ...others] = indexes ?? [];
    if (!index || others.length > 0 || isPlain(index)) return [];
    return [{ name: name.text, edit: { at: placeOf(slot.layer.scope.source, index), text: '*' } }];
  });
}

/** Replaces the cable of a link. */
export function recabled({ slot }: LinkSite, name: string): Edit | undefined {
  return slot.node.via && { at: placeOf(slot.layer.scope.source, slot.node.via), text: name };
}

/** Takes a statement out, with its line where it stands alone on one. */
export function removed({ slot }: LinkSite): Edit {
  const { source } = slot.layer.scope;
  const { start, end } = slot.node;
  const from = lineStart(source.text, start);
  const next = source.text.indexOf('\n', end);
  const lineEnd = next < 0 ? source.text.length : next + 1;
  const around = source.text.slice(from, start) + source.text.slice(end, lineEnd);
  const isAlone = /^(?:\/\/.*)?$/.test(around.trim());
  return { at: { source, start: isAlone ? from : start, end: isAlone ? lineEnd : end }, text: '' };
}

/**
 * Writes a statement anew as a mesh with an array at its far end: all of that array, no port of the near end picked, no
 * condition.
 */
export function meshed(
  model: Model,
  link: LinkSite,
  far: Side,
  array: MemberSlot,
  count: number,
): readonly Edit[] | undefined {
  const { node, layer } = link.slot;
  const { source } = layer.scope;
  const near = far === 'left' ? 'right' : 'left';
  const shape = linkShape(model, link);
  const indexes = node[far]?.segments.find(({ name }) => name.text === array.name)?.indexes;
  const first = indexes?.[0];
  if (!shape || !node.right || !indexes || !first) return undefined;
  const edits = [linksForPair(link, count)];
  if (!indexes.every(isPlain)) {
    const at = { source, start: first.start, end: indexes.at(-1)?.end ?? first.end };
    edits.push({ at, text: indexes.map(() => '*').join(', ') });
  }
  const picked = shape[near].indexed ? node[near]?.segments.at(-1) : undefined;
  if (picked) edits.push({ at: { source, start: picked.name.end, end: picked.end }, text: '' });
  if (node.where) edits.push({ at: { source, start: (node.via ?? node.right).end, end: node.where.end }, text: '' });
  return edits;
}

/** Whether an index is all of an array: `*` or a variable by itself. */
function isPlain(index: Index): boolean {
  return index.node === 'any' || (index.node === 'at' && index.value.node === 'reference');
}

/** Types of switches that can be named where a member stands, without a new import. */
export function switchTypes(
  model: Model,
  { layer }: MemberSlot,
): readonly { readonly name: string; readonly part: Part }[] {
  return visibleTypes(model.program, model.scopeOf, layer.scope).flatMap(([name, binding]) => {
    if (binding.declaration.keyword.text !== 'switch' || binding.declaration.broken) return [];
    const part = model.partOf(binding);
    return part ? [{ name, part }] : [];
  });
}

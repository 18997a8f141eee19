import type { Span } from '../../../grammar/ast.ts';
import { typeName } from '../../facts/type-name.ts';
import type { MemberSlot, Part, PortGroup } from '../../model/part.ts';
import { findConstant } from '../../model/scope.ts';
import { partHover } from '../hover/part.ts';
import { type Reached, reach, type UsedVariable, variablesOf } from '../link-path.ts';
import { linkBlock } from '../meaning.ts';
import { type CompletionItem, hole } from './item.ts';
import type { Situation } from './situation.ts';
import { constants } from './values.ts';

type Side = 'left' | 'right';

/** Members and ports that may follow a path of a link, each with its indexes. */
export function segmentItems(situation: Situation, side: Side, before: readonly string[]): readonly CompletionItem[] {
  const block = linkBlock(situation.body);
  const reached = block && reach(block, before);
  if (!reached?.part) return [];
  const { part } = reached;
  const members = part.members.filter((member) => leadsToPorts(member.part));
  const ports = before.length > 0 ? part.ports : [];
  return [
    ...members.map((member) => memberItem(situation, member, side)),
    ...ports.map((port) => portItem(situation, port, side)),
  ];
}

/** Whether a part has ports, or something in it has. */
function leadsToPorts(part: Part | undefined, depth = 0): boolean {
  if (!part || depth > DEEPEST) return false;
  if (part.ports.length > 0 || part.kind === 'accelerator' || part.kind === 'nic' || part.kind === 'switch')
    return true;
  return part.members.some((member) => leadsToPorts(member.part, depth + 1));
}

/** A type that contains itself would be followed without end. */
const DEEPEST = 8;

function memberItem(situation: Situation, member: MemberSlot, side: Side): CompletionItem {
  const { analysis, word } = situation;
  const { part } = member;
  const type = part ? typeName(analysis.model, analysis.source, part) : 'unknown';
  return {
    label: member.name,
    sort: 'member',
    detail: `${sizesOf(member)}${type}`,
    snippet: `${member.name}${indexesOf(situation, member, side)}`,
    span: word,
    doc: () => part && partHover(analysis, part, []),
  };
}

function portItem(situation: Situation, port: PortGroup, side: Side): CompletionItem {
  const { analysis, word } = situation;
  return {
    label: port.name,
    sort: 'port',
    detail: `${sizesOf(port)}port`,
    snippet: `${port.name}${indexesOf(situation, port, side)}`,
    span: word,
    doc: () => partHover(analysis, port.part, []),
  };
}

function sizesOf({ dims }: MemberSlot | PortGroup): string {
  return dims && dims.length > 0 ? `${dims.join(' × ')} × ` : '';
}

/**
 * `[c]` behind an array: a variable of the other end that ranges over as much and is not used on this side, else a new
 * one. Ports are left without: then a link takes the next free one.
 */
function indexesOf(situation: Situation, array: MemberSlot | PortGroup, side: Side): string {
  if (situation.rest[0]?.image === '[' || !array.dims || !('node' in array)) return '';
  const used = variablesIn(situation);
  const taken = new Set(used.filter(({ sides }) => sides.has(side)).map(({ name }) => name));
  const names = array.dims.map((size) => {
    const other = used.find(({ name, sizes }) => !taken.has(name) && sizes.includes(size));
    const name = other?.name ?? freeName(situation, array.name, new Set([...taken, ...used.map((each) => each.name)]));
    taken.add(name);
    return name;
  });
  return names.length === 0 ? '' : `[${names.map((name, i) => hole(i + 1, name)).join(', ')}]`;
}

function variablesIn({ statement, body }: Situation): readonly UsedVariable[] {
  return statement?.node === 'link' ? variablesOf(statement, linkBlock(body), body.scope) : [];
}

/** The first letter of a name, or one of those after it that means nothing yet. */
function freeName({ body }: Situation, of: string, taken: ReadonlySet<string>): string {
  const letters = 'abcdefghijklmnopqrstuvwxyz';
  const first = Math.max(0, letters.indexOf(of.charAt(0).toLowerCase()));
  const turned = [...letters.slice(first), ...letters.slice(0, first)];
  return turned.find((letter) => !taken.has(letter) && !findConstant(body.scope, letter)) ?? 'i';
}

/** What an index may be: the variables in use, a new one, `*`, the bounds, constants. */
export function indexItems(
  situation: Situation,
  path: readonly string[],
  position: number,
  whole: boolean,
): readonly CompletionItem[] {
  const { body, word } = situation;
  const block = linkBlock(body);
  const reached = block && reach(block, path);
  const size = reached?.array?.dims?.[position];
  const used = variablesIn(situation);
  const variables = used.map((variable) => variableItem(variable, word));
  const isAlone = whole && [undefined, ']', ','].includes(situation.rest[0]?.image);
  const ranged = variables.filter((_, i) => size !== undefined && used[i]?.sizes.includes(size));
  const others = variables.filter((item) => !ranged.includes(item));
  return [
    ...ranged,
    ...(isAlone && size !== undefined ? wholeItems(situation, reached, size, used) : []),
    ...others,
    ...constants(situation, 'number'),
  ];
}

function wholeItems(
  situation: Situation,
  reached: Reached | undefined,
  size: number,
  used: readonly UsedVariable[],
): readonly CompletionItem[] {
  const { word } = situation;
  const name = freeName(situation, reached?.array?.name ?? '', new Set(used.map((each) => each.name)));
  const item = (label: string, sort: CompletionItem['sort'], detail: string): CompletionItem => ({
    label,
    sort,
    detail,
    snippet: label,
    span: word,
  });
  if (size === 0) return [];
  const last = size - 1;
  return [
    item(name, 'variable', `a new variable, 0 to ${last}`),
    item('*', 'value', `all, 0 to ${last}`),
    item(`0..${last}`, 'value', 'from the first to the last'),
    item('0', 'value', 'the first'),
    ...(last > 0 ? [item(String(last), 'value', 'the last')] : []),
  ];
}

function variableItem(variable: UsedVariable, span: Span): CompletionItem {
  const { name } = variable;
  return { label: name, sort: 'variable', detail: rangeOf(variable), snippet: name, span };
}

function rangeOf({ sizes }: UsedVariable): string {
  return sizes.length === 0 ? 'index variable' : `0 to ${Math.min(...sizes) - 1}`;
}

/** What a condition compares: the index variables of the link, and constants. */
export function conditionItems(situation: Situation): readonly CompletionItem[] {
  const { word, qualifier, analysis } = situation;
  if (qualifier.length > 0 || /^\d/.test(analysis.source.text.slice(word.start, word.end))) return [];
  const variables = variablesIn(situation).map((variable) => variableItem(variable, word));
  return [...variables, ...constants(situation, 'number')];
}

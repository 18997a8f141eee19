import type { Expected } from '../../grammar/follow.ts';
import type { Analysis } from '../checks/analyse.ts';
import { promptly } from '../model/reading.ts';
import { cableItems } from './completion/cables.ts';
import type { CompletionItem } from './completion/item.ts';
import { type ListFolder, moduleItems } from './completion/modules.ts';
import { inheritedNames } from './completion/overrides.ts';
import { conditionItems, indexItems, segmentItems } from './completion/paths.ts';
import { ruleItems } from './completion/rules.ts';
import { type Situation, situationAt } from './completion/situation.ts';
import { statementItems } from './completion/statements.ts';
import { memberKinds, typeItems } from './completion/types.ts';
import { constants, propertyValueItems } from './completion/values.ts';
import { wordItems } from './completion/words.ts';

/** How completion was asked for: a blank asks only for what must follow, not for all that may. */
export interface CompletionRequest {
  readonly offset: number;
  readonly onBlank?: boolean;
  readonly list?: ListFolder;
}

/** What can be written at an offset, best first. Each item, put in its place, gives a text without a new syntax error. */
export function completionsAt(analysis: Analysis, request: CompletionRequest): readonly CompletionItem[] {
  return promptly(analysis.isWaiting, () => itemsAt(analysis, request));
}

function itemsAt(analysis: Analysis, request: CompletionRequest): readonly CompletionItem[] {
  const situation = situationAt(analysis, request.offset);
  if (!situation) return [];
  const expected = request.onBlank ? situation.expected.filter(isDue) : situation.expected;
  if (situation.string) {
    const { list = () => undefined } = request;
    return expected.some(({ what }) => what === 'module') ? moduleItems(situation, list) : [];
  }
  // On a new line a statement is more likely than more of the one above.
  const goOn = expected.filter(({ what }) => what === 'word');
  const ordered = situation.onNewLine ? [...expected.filter((each) => !goOn.includes(each)), ...goOn] : expected;
  return ordered.flatMap((each) => itemsFor(situation, each, request));
}

function isDue({ what }: Expected): boolean {
  return what !== 'statement' && what !== 'word' && what !== 'name' && what !== 'bracket';
}

function itemsFor(situation: Situation, expected: Expected, request: CompletionRequest): readonly CompletionItem[] {
  if (isThere(situation, expected)) return [];
  switch (expected.what) {
    case 'statement':
      return statementItems(situation);
    case 'word':
      return wordItems(situation, expected);
    case 'name':
      return inheritedNames(situation, expected.of);
    case 'bracket':
      return [];
    case 'module':
      return moduleItems(situation, request.list ?? (() => undefined));
    case 'rule':
      return ruleItems(situation);
    case 'type':
      if (expected.of === 'cable') return cableItems(situation);
      return typeItems(situation, expected.of === 'base' ? [expected.keyword] : memberKinds(situation));
    case 'segment':
      return segmentItems(situation, expected.side, expected.before);
    case 'index':
      return indexItems(situation, expected.path, expected.position, expected.whole);
    case 'value':
      return valueItems(situation, expected);
  }
}

function valueItems(situation: Situation, expected: Extract<Expected, { what: 'value' }>): readonly CompletionItem[] {
  switch (expected.of) {
    case 'property':
      return propertyValueItems(situation, expected.name, expected);
    case 'condition':
      return conditionItems(situation);
    case 'constant':
      return constants(situation, undefined);
    case 'size':
      return constants(situation, 'number');
  }
}

/** Whether what is expected stands behind the place already, and the place is only before it. */
function isThere({ word, rest }: Situation, { what }: Expected): boolean {
  const [next, second] = rest;
  if (word.end > word.start || !next || what === 'statement' || what === 'word' || what === 'name') return false;
  if (!next.isName) return /^[\d"(-]/.test(next.image) && next.image !== '--';
  const isStatement = second !== undefined && [...(what === 'type' ? [] : ['{']), '=', ':'].includes(second.image);
  return !isStatement && next.image !== 'via' && next.image !== 'where';
}

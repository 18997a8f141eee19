import type { Span } from '../../../grammar/ast.ts';
import { changeBetween } from '../../../grammar/text-change.ts';
import { type Analysis, analyse } from '../../checks/analyse.ts';
import type { Edit } from '../../checks/check.ts';
import type { Finding } from '../../checks/findings.ts';
import { withEdits } from '../../checks/overlay.ts';
import { placeOf, type Source } from '../../model/source.ts';
import { findingsAt } from '../fixes.ts';
import { isOfLanguage } from '../trial.ts';
import type { Action } from './action.ts';

/** A fix may bring a finding of the same rule to light: it is mended in the next pass, up to so many. */
const MOST_PASSES = 10;
/** Fixes that are tried by themselves where all at once do not go well: each takes an analysis. */
const MOST_TRIED = 10;

/** For each rule of which there are several findings: the preferred fix of them all. */
export function fixAllActions(analysis: Analysis, range: Span): readonly Action[] {
  const rules = new Set(findingsAt(analysis, range).map(({ rule }) => rule));
  return [...rules].flatMap((rule): readonly Action[] => {
    const all = analysis.findings.filter((each) => each.rule === rule);
    const first = findingsAt(analysis, range).find((each) => each.rule === rule && each.fixes.length > 0);
    if (all.length < 2 || !first) return [];
    const isOfRule = (finding: Finding): boolean => finding.rule === rule;
    const title = `Fix all ${all.length} of ${rule} in this file, each in the preferred way`;
    return [{ title, kind: 'quickfix', finding: first, isLazy: true, edits: () => fixAll(analysis, isOfRule) }];
  });
}

/**
 * Fixes what an editor may fix on its own when it saves: what can be mended in one way only, by a blank taken away or an
 * import added. Any other fix is a guess or has a price, and stays for a person to decide.
 */
export function fixEverything(analysis: Analysis): Action {
  const isPlain = ({ rule, fixes }: Finding): boolean => {
    const [only, ...others] = isOfLanguage(rule) ? fixes : [];
    return only !== undefined && others.length === 0 && only.edits.every(isPlainEdit);
  };
  return {
    title: 'Fix all that can be fixed in one way',
    kind: 'source.fixAll.topo',
    isLazy: true,
    edits: () => fixAll(analysis, isPlain),
  };
}

function isPlainEdit({ at, text }: Edit): boolean {
  const before = at.source.text.slice(at.start, at.end);
  const isImport = before === '' && /^\s*import \w+\s*$/.test(text);
  return isImport || (text !== '' && before.replaceAll(/\s/g, '') === text.replaceAll(/\s/g, ''));
}

/** The edits that fix as many of the wanted findings as can be fixed without a new error. */
function fixAll(analysis: Analysis, isWanted: (finding: Finding) => boolean): readonly Edit[] {
  const first = passOver(analysis, isWanted);
  if (!first) return [];
  let current = first.after;
  for (let pass = 1; pass < MOST_PASSES; pass++) {
    const next = passOver(current, isWanted);
    if (!next) break;
    current = next.after;
  }
  return current === first.after ? first.edits : difference(analysis.source, current.source);
}

/** Fixes and what comes of them. */
interface Pass {
  readonly edits: readonly Edit[];
  readonly after: Analysis;
}

/** All at once; where that does not go well, the first one that goes well by itself. */
function passOver(current: Analysis, isWanted: (finding: Finding) => boolean): Pass | undefined {
  const each = current.findings.filter(isWanted).flatMap(({ fixes }) => (fixes[0] ? [fixes[0].edits] : []));
  const inFile = each.filter((edits) => edits.every(({ at }) => at.source === current.source));
  for (const edits of [apart(inFile), ...(inFile.length > 1 ? inFile.slice(0, MOST_TRIED) : [])]) {
    if (edits.length === 0) continue;
    const after = analyse(withEdits(current.model.program, edits), current.source.location);
    if (after && isBetter(current, after, isWanted)) return { edits, after };
  }
  return undefined;
}

/** As many groups of edits as touch different text; an edit that several make, such as an import, is made once. */
function apart(groups: readonly (readonly Edit[])[]): readonly Edit[] {
  const taken: Edit[] = [];
  for (const group of groups) {
    const fresh = group.filter((edit) => !taken.some((each) => isSameEdit(each, edit)));
    if (fresh.every((edit) => taken.every((each) => isApart(each.at, edit.at)))) taken.push(...fresh);
  }
  return taken;
}

function isSameEdit(a: Edit, b: Edit): boolean {
  return a.at.start === b.at.start && a.at.end === b.at.end && a.text === b.text;
}

function isApart(a: Span, b: Span): boolean {
  return a.end < b.start || b.end < a.start || (a.end === b.start && a.start < a.end && b.start < b.end);
}

function isBetter(before: Analysis, after: Analysis, isWanted: (finding: Finding) => boolean): boolean {
  const errors = ({ findings }: Analysis): number => findings.filter(({ severity }) => severity === 'error').length;
  const wanted = ({ findings }: Analysis): number => findings.filter(isWanted).length;
  return wanted(after) < wanted(before) && errors(after) <= errors(before);
}

/** One edit from a text to another, without what they begin and end with alike. */
function difference(before: Source, after: Source): readonly Edit[] {
  const { start, oldEnd, newEnd } = changeBetween(before.text, after.text);
  const text = after.text.slice(start, newEnd);
  return start === oldEnd && text === '' ? [] : [{ at: placeOf(before, { start, end: oldEnd }), text }];
}

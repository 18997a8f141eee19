import { countFirst } from '../../grammar/halving.ts';
import { rootOfSite, type Site } from '../model/site.ts';
import { type Place, placeOf, type Source } from '../model/source.ts';
import { type AnyCheck, type Fix, type Found, type Related, type Severity, severities } from './check.ts';
import { MOST_FOUND } from './run-check.ts';

/** Names can be of any length; nobody reads a longer message. */
const LONGEST_MESSAGE = 2000;

/** Findings of one file beyond this many are counted, not listed. */
const MOST_FINDINGS = 1000;

/** One fault of a file, where the user can act. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly at: Place;
  readonly message: string;
  /** Instances that fail, in the context that has the most. */
  readonly count: number;
  readonly related: readonly Related[];
  /** The preferred one first. */
  readonly fixes: readonly Fix[];
}

/** What a check has found at one place, in each context in which it fails there. */
export interface Merged {
  readonly check: AnyCheck;
  readonly at: Place;
  readonly contexts: [Found, ...Found[]];
}

/** What one check has found, while it is collected. */
export interface Collected {
  readonly all: readonly Merged[];
  /** Adds what was found at a place; a text may have several faults of one rule, a context one. */
  add(found: Found, at: Place): Merged;
}

export function createCollected(check: AnyCheck): Collected {
  const all: Merged[] = [];
  const byStart = new Map<number | string, Merged[]>();
  return {
    all,
    add(found, at) {
      const { start, end } = at;
      const key = found.site ? start : `${start} ${found.message}`;
      const here = byStart.get(key) ?? [];
      const known = here.find((each) => each.at.end === end);
      if (known) {
        known.contexts.push(found);
        return known;
      }
      const merged: Merged = { check, at, contexts: [found] };
      all.push(merged);
      here.push(merged);
      byStart.set(key, here);
      return merged;
    },
  };
}

/** The fixes of what a rule has found. */
export type FixesOf = (rule: string, found: Found) => readonly Fix[];

/**
 * Makes the findings of a living file. What was made of the same contexts at the same place is made again as the same
 * object, which spares whoever has shown it.
 */
export function findingMaker(fixesOf: FixesOf): (merged: Merged) => Finding {
  const made = new WeakMap<Found, Pick<Merged, 'at' | 'contexts'> & { readonly finding: Finding }>();
  return (merged) => {
    const { at, contexts } = merged;
    const [first] = contexts;
    const known = made.get(first);
    if (known?.at === at && areSame(known.contexts, contexts)) return known.finding;
    const finding = toFinding(merged, fixesOf);
    made.set(first, { at, contexts, finding });
    return finding;
  };
}

function areSame(a: readonly Found[], b: readonly Found[]): boolean {
  return a.length === b.length && a.every((each, i) => each === b[i]);
}

/** The finding of the context with the most instances; the others are related information. */
function toFinding({ check, at, contexts }: Merged, fixesOf: FixesOf): Finding {
  const [first, ...others] = [...contexts].sort((a, b) => (b.count ?? 1) - (a.count ?? 1));
  const elsewhere = others.flatMap((found): readonly Related[] =>
    found.message === first?.message || !found.site ? [] : [{ at: contextPlace(found.site), message: found.message }],
  );
  return {
    rule: check.id,
    severity: check.severity,
    at,
    message: cut(first?.message ?? ''),
    count: first?.count ?? 1,
    related: [...(first?.related ?? []), ...elsewhere],
    get fixes() {
      return first ? fixesOf(check.id, first) : [];
    },
  };
}

function cut(message: string): string {
  return message.length > LONGEST_MESSAGE ? `${message.slice(0, LONGEST_MESSAGE)}…` : message;
}

/** Where a context is named: the root’s declaration. */
function contextPlace(site: Site): Place {
  const { declaration, around } = rootOfSite(site).part;
  return placeOf(around.source, declaration.name ?? declaration);
}

/**
 * The findings in the order of the text; of too many the gravest are kept, and a last one says how many more there are.
 * Those that were in order before are so now: a change moves no place past another.
 */
export function inOrder(findings: readonly Finding[], before: readonly Finding[] = []): readonly Finding[] {
  if (findings.length <= MOST_FINDINGS) return addedTo(before, findings);
  const kept = [...findings].sort((a, b) => gravity(a) - gravity(b) || byPlace(a, b)).slice(0, MOST_FINDINGS);
  const sorted = kept.sort(byPlace);
  const atLeast = findings.length >= MOST_FOUND ? 'At least ' : '';
  const more = `${atLeast}${(findings.length - MOST_FINDINGS).toLocaleString('en')}`;
  const last = sorted.at(-1);
  if (!last) return sorted;
  return [
    ...sorted,
    plainFinding('file.capped', 'information', last.at, `${more} more findings in this file are not listed.`),
  ];
}

/** Findings in order, of which some were in order before; they are not looked at again. */
function addedTo(before: readonly Finding[], findings: readonly Finding[]): readonly Finding[] {
  const all = new Set(findings);
  const sorted = before.filter((each) => all.has(each));
  for (const each of sorted) all.delete(each);
  for (const each of all) {
    const place = countFirst(sorted, (other) => byPlace(other, each) <= 0);
    sorted.splice(place, 0, each);
  }
  return sorted;
}

/** A file of another tool that has the same suffix. */
export function foreignFinding(source: Source, format: string): Finding {
  const end = source.text.slice(0, source.text.startOfLine(1)).replace(/\r?\n$/, '').length;
  const message = `This looks like ${format}, not a topo cluster file: it is not checked. A first line "// topo" or the suffix .cluster.topo says otherwise.`;
  return plainFinding('file.foreign', 'information', placeOf(source, { start: 0, end }), message);
}

function plainFinding(rule: string, severity: Severity, at: Place, message: string): Finding {
  return { rule, severity, at, message, count: 1, related: [], fixes: [] };
}

function gravity({ severity }: Finding): number {
  return severities.indexOf(severity);
}

function byPlace(a: Finding, b: Finding): number {
  return (
    a.at.start - b.at.start || a.at.end - b.at.end || a.rule.localeCompare(b.rule) || a.message.localeCompare(b.message)
  );
}

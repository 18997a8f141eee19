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
  readonly contexts: Found[];
}

/** Findings by rule and place, while they are collected. */
export type Collected = Map<string, Merged>;

/** Adds what a check has found at a place; a text may have several faults of one rule, a context one. */
export function collect(into: Collected, check: AnyCheck, found: Found, at: Place): Merged {
  const key = `${check.id} ${at.start} ${at.end}${found.site ? '' : ` ${found.message}`}`;
  const merged = into.get(key) ?? { check, at, contexts: [] };
  merged.contexts.push(found);
  into.set(key, merged);
  return merged;
}

/** Which of the moves of a finding are fixes. */
export type Try = (rule: string, found: Found) => readonly Fix[];

/** The finding of the context with the most instances; the others are related information. */
export function toFinding({ check, at, contexts }: Merged, tried: Try): Finding {
  const [first, ...others] = [...contexts].sort((a, b) => (b.count ?? 1) - (a.count ?? 1));
  const elsewhere = others.flatMap((found): readonly Related[] =>
    found.message === first?.message || !found.site ? [] : [{ at: contextPlace(found.site), message: found.message }],
  );
  let fixes: readonly Fix[] | undefined;
  return {
    rule: check.id,
    severity: check.severity,
    at,
    message: cut(first?.message ?? ''),
    count: first?.count ?? 1,
    related: [...(first?.related ?? []), ...elsewhere],
    get fixes() {
      fixes ??= first ? [...(first.fixes?.() ?? []), ...tried(check.id, first)] : [];
      return fixes;
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

/** The findings in the order of the text; of too many the gravest are kept, and a last one says how many more there are. */
export function inOrder(findings: readonly Finding[]): readonly Finding[] {
  if (findings.length <= MOST_FINDINGS) return [...findings].sort(byPlace);
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

/** A file of another tool that has the same suffix. */
export function foreignFinding(source: Source, format: string): Finding {
  const end = /\r?\n/.exec(source.text)?.index ?? source.text.length;
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

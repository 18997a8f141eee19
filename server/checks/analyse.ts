import type { Allow, Declaration, Statement } from '../../grammar/ast.ts';
import { foreignFormat } from '../../grammar/foreign.ts';
import { networksOf } from '../facts/network.ts';
import { createModel, type Model } from '../model/model.ts';
import type { Program } from '../model/program.ts';
import { type Site, sitesUnder } from '../model/site.ts';
import { type Place, placeOf, type Source } from '../model/source.ts';
import { checks } from './all.ts';
import { allowFor } from './allows.ts';
import type { AnyCheck, Check, Fix, Found, Related, Severity, Subjects } from './check.ts';
import { forceAll } from './force.ts';
import { locate } from './locate.ts';
import { rootOf, rootsOf } from './roots.ts';

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

/** What is known of one file. */
export interface Analysis {
  readonly source: Source;
  readonly model: Model;
  readonly roots: readonly Site[];
  readonly findings: readonly Finding[];
  /** Findings that an `allow` silences, with its reason. */
  readonly waived: readonly { readonly finding: Finding; readonly reason: string }[];
}

/** Told of a check that throws: a bug of ours. The other checks go on. */
export type OnCheckError = (rule: string, error: unknown) => void;

/** Analyses one file of a program. Undefined where there is no such file. */
export function analyse(program: Program, location: string, onError: OnCheckError = () => {}): Analysis | undefined {
  const source = program.source(location);
  if (!source) return undefined;
  const model = createModel(program);
  const foreign = location.endsWith('.cluster.topo') ? undefined : foreignFormat(source.text);
  if (foreign !== undefined)
    return { source, model, roots: [], findings: [foreignFinding(source, foreign)], waived: [] };
  forceAll(model, source);
  const roots = rootsOf(model, source);
  const run = createRunner(model, source, roots, onError);
  const used = new Set<Allow>();
  const merged = new Map<string, Merged>();
  const waived = new Map<string, Merged & { readonly reason: string }>();
  for (const check of checks) {
    if (check.id === 'allow.unused') continue;
    for (const found of run.all(check)) settle(check, found);
  }
  const unused = checks.find((check) => check.id === 'allow.unused');
  if (unused) {
    for (const found of run.all(unused))
      if (![...used].some((allow) => allow.start <= found.at.start && found.at.end <= allow.end)) settle(unused, found);
  }

  function settle(check: AnyCheck, found: Found): void {
    const at = locate(source as Source, found, (home, declaration, place) =>
      run.alone(check, home, declaration, place),
    );
    if (!at) return;
    const allow = found.site ? allowFor(check.id, found)?.node : allowAround(source as Source, check.id, at);
    if (allow) {
      used.add(allow);
      merge(waived, check, found, at, { reason: allow.reason?.value ?? '' });
    } else merge(merged, check, found, at, {});
  }

  const findings = [...merged.values()].map(toFinding).sort(byPlace);
  return {
    source,
    model,
    roots,
    findings: capped(source, findings),
    waived: [...waived.values()].map((each) => ({ finding: toFinding(each), reason: each.reason })),
  };
}

/** One finding with the contexts in which it fails. */
interface Merged {
  readonly check: AnyCheck;
  readonly at: Place;
  readonly contexts: readonly Found[];
}

function merge<T extends object>(
  map: Map<string, Merged & T>,
  check: AnyCheck,
  found: Found,
  at: Place,
  more: T,
): void {
  const key = `${check.id} ${at.start} ${at.end}${found.site ? '' : ` ${found.message}`}`;
  const known = map.get(key);
  map.set(key, { ...more, check, at, contexts: [...(known?.contexts ?? []), found] });
}

function toFinding({ check, at, contexts }: Merged): Finding {
  const [first, ...others] = [...contexts].sort((a, b) => (b.count ?? 1) - (a.count ?? 1));
  const elsewhere = others.flatMap((found): readonly Related[] =>
    found.message === first?.message || !found.site ? [] : [{ at: contextPlace(found.site), message: found.message }],
  );
  return {
    rule: check.id,
    severity: check.severity,
    at,
    message: first?.message ?? '',
    count: first?.count ?? 1,
    related: [...(first?.related ?? []), ...elsewhere],
    get fixes() {
      return first?.fixes?.() ?? [];
    },
  };
}

/** Where a context is named: the root’s declaration. */
function contextPlace(site: Site): Place {
  let root = site;
  while (root.parent) root = root.parent;
  const { declaration, around } = root.part;
  return placeOf(around.source, declaration.name ?? declaration);
}

interface Runner {
  all(check: AnyCheck): readonly Found[];
  /** Whether a check finds something at a place when one top-level declaration of a file is judged by itself. */
  alone(check: AnyCheck, home: Source, declaration: Declaration, at: Place): boolean;
}

function createRunner(model: Model, source: Source, roots: readonly Site[], onError: OnCheckError): Runner {
  const guarded = <K extends keyof Subjects>(check: Check<K>, subject: Subjects[K]): readonly Found[] => {
    try {
      return [...check.run(model, subject)];
    } catch (error) {
      onError(check.id, error);
      return [];
    }
  };
  const under = (check: AnyCheck, root: Site): readonly Found[] => {
    switch (check.each) {
      case 'file':
        return [];
      case 'root':
        return guarded(check, root);
      case 'network':
        return networksOf(model, root).flatMap((network) => guarded(check, network));
      case 'site':
        return present(root).flatMap((site) => guarded(check, site));
      case 'link':
        return present(root).flatMap((site) => site.links.flatMap((link) => guarded(check, link)));
    }
  };
  return {
    all: (check) => (check.each === 'file' ? guarded(check, source) : roots.flatMap((root) => under(check, root))),
    alone: (check, home, declaration, at) => {
      const root = rootOf(model, home, declaration);
      return (
        root !== undefined &&
        under(check, root).some(
          (found) => found.at.source === at.source && found.at.start === at.start && found.at.end === at.end,
        )
      );
    },
  };
}

/** The sites of a tree that stand for at least one instance; a count of zero means that there is none. */
function present(root: Site): readonly Site[] {
  return [...sitesUnder(root)].filter((site) => site.count !== 0);
}

/** The `allow` in a body around a text that silences a rule there. */
function allowAround(source: Source, rule: string, at: Place): Allow | undefined {
  let statements: readonly Statement[] = source.parsed.file.statements;
  let found: Allow | undefined;
  for (;;) {
    found =
      statements.find(
        (node): node is Allow => node.node === 'allow' && node.rule.text === rule && node.reason !== undefined,
      ) ?? found;
    const around = statements.find(
      (node) => 'body' in node && node.body && node.start <= at.start && at.end <= node.end,
    );
    if (!around || !('body' in around) || !around.body) return found;
    statements = around.body.statements;
  }
}

function byPlace(a: Finding, b: Finding): number {
  return a.at.start - b.at.start || a.at.end - b.at.end || a.rule.localeCompare(b.rule);
}

function capped(source: Source, findings: readonly Finding[]): readonly Finding[] {
  if (findings.length <= MOST_FINDINGS) return findings;
  const kept = findings.slice(0, MOST_FINDINGS);
  const last = kept.at(-1)?.at ?? placeOf(source, { start: 0, end: 0 });
  const more = findings.length - MOST_FINDINGS;
  return [
    ...kept,
    plain(
      'file.capped',
      'information',
      last,
      `${more.toLocaleString('en')} more findings in this file are not listed.`,
    ),
  ];
}

function foreignFinding(source: Source, format: string): Finding {
  const end = /\r?\n/.exec(source.text)?.index ?? source.text.length;
  const message = `This looks like ${format}, not a topo cluster file: it is not checked. A first line "// topo" or the suffix .cluster.topo says otherwise.`;
  return plain('file.foreign', 'information', placeOf(source, { start: 0, end }), message);
}

function plain(rule: string, severity: Severity, at: Place, message: string): Finding {
  return { rule, severity, at, message, count: 1, related: [], fixes: [] };
}

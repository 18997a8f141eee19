import type { Allow } from '../../grammar/ast.ts';
import { foreignFormat } from '../../grammar/foreign.ts';
import { createModel, type Model } from '../model/model.ts';
import type { Program } from '../model/program.ts';
import type { Site } from '../model/site.ts';
import type { Source } from '../model/source.ts';
import { checks } from './all.ts';
import { allowOf, allowsIn, mayServeElsewhere } from './allows.ts';
import type { AnyCheck, Found } from './check.ts';
import { type Collected, collect, type Finding, foreignFinding, inOrder, type Try, toFinding } from './findings.ts';
import { forceAll } from './force.ts';
import { locate } from './locate.ts';
import { rootsOf } from './roots.ts';
import { createRunner, type OnCheckError } from './run-check.ts';
import { trialBudget, triedFixes } from './tried.ts';

/** What is known of one file. */
export interface Analysis {
  readonly source: Source;
  readonly model: Model;
  readonly roots: readonly Site[];
  readonly findings: readonly Finding[];
  /** Findings that an `allow` silences, with its reason. */
  readonly waived: readonly { readonly finding: Finding; readonly reason: string }[];
}

/** Analyses one file of a program. Undefined where there is no such file. */
export function analyse(program: Program, location: string, onError: OnCheckError = () => {}): Analysis | undefined {
  const source = program.source(location);
  if (!source) return undefined;
  const model = createModel(program);
  const foreign = foreignFormat(source.text, location);
  if (foreign !== undefined) {
    return { source, model, roots: [], findings: [foreignFinding(source, foreign)], waived: [] };
  }
  forceAll(model, source);
  const roots = rootsOf(model, source);
  const again = (changed: Program) => analyse(changed, location, onError);
  const budget = trialBudget();
  const tried: Try = (rule, found) => triedFixes(analysis, rule, found, budget, again);
  const analysis: Analysis = { source, model, roots, ...judge(model, source, roots, tried, onError) };
  return analysis;
}

/** Runs every check, moves each finding to where the user can act, and sets aside what an `allow` silences. */
function judge(
  model: Model,
  source: Source,
  roots: readonly Site[],
  tried: Try,
  onError: OnCheckError,
): Pick<Analysis, 'findings' | 'waived'> {
  const runner = createRunner(model, source, roots, onError);
  const open: Collected = new Map();
  const waived: Collected = new Map();
  const reasons = new Map<object, string>();
  const used = new Set<Allow>();

  const settle = (check: AnyCheck, found: Found): void => {
    const at = locate(source, found, (home, declaration, place) => runner.alone(check, home, declaration, place));
    if (!at) return;
    const allow = allowOf(source, check.id, found, at);
    if (!allow) {
      collect(open, check, found, at);
      return;
    }
    used.add(allow);
    reasons.set(collect(waived, check, found, at), allow.reason?.value ?? '');
  };

  for (const check of checks) {
    if (check.id !== UNUSED_ALLOW) for (const found of runner.all(check)) settle(check, found);
  }
  // Which waivers silence nothing is known only now. Of a rule that is not there yet nobody can say.
  const idle = allowsIn(source).filter(
    (each) => !used.has(each.node) && known.has(each.node.rule.text) && !mayServeElsewhere(source, roots, each),
  );
  const starts = new Set(idle.map(({ node }) => node.start));
  for (const check of checks) {
    if (check.id !== UNUSED_ALLOW) continue;
    for (const found of runner.all(check)) if (starts.has(found.at.start)) settle(check, found);
  }
  return {
    findings: inOrder([...open.values()].map((each) => toFinding(each, tried))),
    waived: [...waived.values()].map((each) => ({ finding: toFinding(each, tried), reason: reasons.get(each) ?? '' })),
  };
}

/** The rule that is judged last: it finds the waivers that no other finding has used. */
const UNUSED_ALLOW = 'allow.unused';

const known: ReadonlySet<string> = new Set(checks.map(({ id }) => id));

import type { Allow } from '../../grammar/ast.ts';
import { foreignFormat } from '../../grammar/foreign.ts';
import { createModel, type Model } from '../model/model.ts';
import type { Program } from '../model/program.ts';
import type { Site } from '../model/site.ts';
import type { Reread, Source } from '../model/source.ts';
import { checks } from './all.ts';
import { allowOf, allowsIn, mayServeElsewhere } from './allows.ts';
import type { AnyCheck, Found } from './check.ts';
import { type Collected, collect, type Finding, foreignFinding, inOrder, type Try, toFinding } from './findings.ts';
import { forceAll } from './force.ts';
import { locate } from './locate.ts';
import { type Placed, type Reviewed, takeIn } from './review.ts';
import { rootsOf } from './roots.ts';
import { failsAlone, type OnCheckError } from './run-check.ts';
import { trialBudget, triedFixes } from './tried.ts';
import { createJudgement } from './verdicts.ts';

/** What is known of one file. */
export interface Analysis {
  readonly source: Source;
  readonly model: Model;
  readonly roots: readonly Site[];
  /** Whether rules that look at the links of whole blocks are yet to be asked: their findings may be those of before. */
  readonly isWaiting: boolean;
  readonly findings: readonly Finding[];
  /** Findings that an `allow` silences, with its reason. */
  readonly waived: readonly { readonly finding: Finding; readonly reason: string }[];
}

/** An analysis that goes on living while the text of its file changes. */
export interface LivingAnalysis {
  readonly source: Source;
  /** What is known now. */
  now(): Analysis;
  /** Whether there are rules left to be asked that look at the links of whole blocks. */
  readonly isWaiting: boolean;
  /** Asks them, and comes up for air between any two answers. */
  finish(): Generator<void>;
  /** Takes in a changed text; false where the file must be analysed anew. */
  takeIn(next: Reread): boolean;
}

/** Analyses one file of a program. Undefined where there is no such file. */
export function analyse(program: Program, location: string, onError: OnCheckError = () => {}): Analysis | undefined {
  const living = begin(program, location, onError);
  if (!living) return undefined;
  // Nobody waits for the steps between.
  for (const _ of living.finish());
  return living.now();
}

/** Begins to analyse a file: all is known but what rests on the links of whole blocks. Undefined where there is no such file. */
export function begin(
  program: Program,
  location: string,
  onError: OnCheckError = () => {},
): LivingAnalysis | undefined {
  const source = program.source(location);
  if (!source) return undefined;
  const model = createModel(program);
  const foreign = foreignFormat(source.text, location);
  if (foreign !== undefined) return foreignAnalysis(source, model, foreign);
  forceAll(model, source);
  const roots = rootsOf(model, source);
  const judgement = createJudgement(model, source, roots, onError);
  judgement.judgeEach();
  const reviewed: Reviewed = { source, model, roots, judgement, detached: [], placed: new WeakMap() };
  const state: { isWaiting: boolean; known: Analysis | undefined } = { isWaiting: true, known: undefined };
  const again = (changed: Program) => analyse(changed, location, onError);
  const budget = trialBudget();
  const tried: Try = (rule, found) => triedFixes(now(), rule, found, budget, again);
  const now = (): Analysis => {
    state.known ??= { source, model, roots, isWaiting: state.isWaiting, ...settle(reviewed, tried) };
    return state.known;
  };
  return {
    source,
    now,
    get isWaiting() {
      return state.isWaiting;
    },
    *finish() {
      yield* judgement.judgeWhole();
      reviewed.detached.length = 0;
      Object.assign(state, { isWaiting: false, known: undefined });
    },
    takeIn(next) {
      if (!takeIn(reviewed, next)) return false;
      Object.assign(state, { isWaiting: true, known: undefined });
      return true;
    },
  };
}

function foreignAnalysis(source: Source, model: Model, format: string): LivingAnalysis {
  const findings = [foreignFinding(source, format)];
  const analysis = { source, model, roots: [], isWaiting: false, findings, waived: [] };
  return { source, now: () => analysis, isWaiting: false, *finish() {}, takeIn: () => false };
}

/** Moves each finding to where the user can act, and sets aside what an `allow` silences. */
function settle(
  { source, model, roots, judgement, placed }: Reviewed,
  tried: Try,
): Pick<Analysis, 'findings' | 'waived'> {
  const open: Collected = new Map();
  const waived: Collected = new Map();
  const reasons = new Map<object, string>();
  const used = new Set<Allow>();
  const unused: (readonly [AnyCheck, Found])[] = [];

  const placeAnew = (check: AnyCheck, found: Found): Placed => {
    const asked = { others: false };
    const at = locate(source, found, (home, declaration, text) => {
      asked.others = true;
      return failsAlone(model, check, home, declaration, text);
    });
    const all = { at, allow: at && allowOf(source, check.id, found, at) };
    if (!asked.others) placed.set(found, all);
    return all;
  };

  const place = (check: AnyCheck, found: Found): void => {
    const { at, allow } = placed.get(found) ?? placeAnew(check, found);
    if (!at) return;
    if (!allow) {
      collect(open, check, found, at);
      return;
    }
    used.add(allow);
    reasons.set(collect(waived, check, found, at), allow.reason?.value ?? '');
  };

  for (const [check, all] of judgement.all()) {
    for (const found of all) {
      if (check.id === UNUSED_ALLOW) unused.push([check, found]);
      else place(check, found);
    }
  }
  // Which waivers silence nothing is known only now. Of a rule that is not there yet nobody can say.
  const idle = allowsIn(source).filter(
    (each) => !used.has(each.node) && known.has(each.node.rule.text) && !mayServeElsewhere(source, roots, each),
  );
  const starts = new Set(idle.map(({ node }) => node.start));
  for (const [check, found] of unused) if (starts.has(found.at.start)) place(check, found);
  return {
    findings: inOrder([...open.values()].map((each) => toFinding(each, tried))),
    waived: [...waived.values()].map((each) => ({ finding: toFinding(each, tried), reason: reasons.get(each) ?? '' })),
  };
}

/** The rule that is judged last: it finds the waivers that no other finding has used. */
const UNUSED_ALLOW = 'allow.unused';

const known: ReadonlySet<string> = new Set(checks.map(({ id }) => id));

import { foreignFormat } from '../../grammar/foreign.ts';
import { createModel, type Model } from '../model/model.ts';
import type { Program } from '../model/program.ts';
import type { Site } from '../model/site.ts';
import type { Reread, Source } from '../model/source.ts';
import type { Fix, Found } from './check.ts';
import { type FixesOf, foreignFinding } from './findings.ts';
import { forceAll } from './force.ts';
import { type Reviewed, takeIn } from './review.ts';
import { rootsOf } from './roots.ts';
import type { OnCheckError } from './run-check.ts';
import { createSettling, type Settled } from './settle.ts';
import { trialBudget, triedFixes } from './tried.ts';
import { createJudgement } from './verdicts.ts';

/** What is known of one file. */
export interface Analysis extends Settled {
  readonly source: Source;
  readonly model: Model;
  readonly roots: readonly Site[];
  /** Whether rules that look at the links of whole blocks are yet to be asked: their findings may be those of before. */
  readonly isWaiting: boolean;
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
  const reviewed: Reviewed = { source, model, roots, judgement, detached: [] };
  const state: State = { isWaiting: true, known: undefined, fixes: new Map() };
  const again = (changed: Program) => analyse(changed, location, onError);
  const budget = trialBudget();
  const fixesOf: FixesOf = (rule, found) => {
    const fixes = state.fixes.get(found) ?? [
      ...(found.fixes?.() ?? []),
      ...triedFixes(now(), rule, found, budget, again),
    ];
    state.fixes.set(found, fixes);
    return fixes;
  };
  const settle = createSettling(reviewed, fixesOf);
  const now = (): Analysis => {
    state.known ??= { source, model, roots, isWaiting: state.isWaiting, ...settle() };
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
      Object.assign(state, { isWaiting: false, known: undefined, fixes: new Map() });
    },
    takeIn(next) {
      if (!takeIn(reviewed, next)) return false;
      Object.assign(state, { isWaiting: true, known: undefined, fixes: new Map() });
      return true;
    },
  };
}

/** What is known of a text as it is. */
interface State {
  isWaiting: boolean;
  known: Analysis | undefined;
  /** The fixes of what somebody has asked for them. */
  fixes: Map<Found, readonly Fix[]>;
}

function foreignAnalysis(source: Source, model: Model, format: string): LivingAnalysis {
  const findings = [foreignFinding(source, format)];
  const analysis = { source, model, roots: [], isWaiting: false, findings, waived: [] };
  return { source, now: () => analysis, isWaiting: false, *finish() {}, takeIn: () => false };
}

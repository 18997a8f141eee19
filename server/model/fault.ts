import type { Span, Statement } from '../../grammar/ast.ts';
import { isAdrift, type Place, placeOf, type Source } from './source.ts';
import { statementAt } from './statement-at.ts';

/** Rules that the model itself finds while it binds names and evaluates values. */
export type ModelRule =
  | 'name.unresolved'
  | 'type.kind'
  | 'type.cycle'
  | 'unit.missing'
  | 'unit.unknown'
  | 'unit.dimension'
  | 'value.range'
  | 'value.inexact'
  | 'import.not_found'
  | 'index.bounds'
  | 'index.unbound'
  | 'index.twice'
  | 'index.mismatch'
  | 'index.budget'
  | 'syntax.error';

/** What a fix needs to know: replace the text at a place. */
export interface Replacement {
  readonly at: Place;
  readonly text: string;
  readonly title: string;
}

/** Something wrong in the meaning of a text, in a user's words, at the place that the user would edit. */
export interface Fault {
  readonly rule: ModelRule;
  readonly at: Place;
  readonly message: string;
  readonly replacements?: readonly Replacement[];
  readonly related?: readonly { readonly at: Place; readonly message: string }[];
}

/**
 * Collects faults; the same one is kept once, however often its text is evaluated. A fault belongs to the statement in
 * whose text it stands: it goes where that goes, and is forgotten with it.
 */
export interface FaultSink {
  report(rule: ModelRule, source: Source, span: Span, message: string, more?: Partial<Fault>): void;
  /** All faults, in the order in which they were first met. */
  readonly faults: Iterable<Fault>;
  /** The faults that an evaluation meets, each once, whether or not they were met before. */
  metIn(evaluate: () => void): readonly Fault[];
  /** Whether a fault stands in the text of a statement. */
  belongs(fault: Fault, statement: Statement): boolean;
  /**
   * Says whether faults are taken. They are while all is evaluated; what a rule comes upon later, where nothing that is
   * declared leads to it, would be known or not depending on who asked before.
   */
  isOpen: boolean;
  /** Forgets the faults of a statement that is no longer there, or is evaluated anew. */
  forget(statement: Statement): void;
}

export function createFaultSink(): FaultSink {
  const faults = new Set<Fault>();
  const owned = new Map<Span, Map<string, Fault>>();
  let met: Set<Fault> | undefined;
  const sink: FaultSink = {
    faults,
    isOpen: true,
    report(rule, source, span, message, more) {
      if (!sink.isOpen) return;
      const owner: Span = statementAt(source, span.start) ?? source.parsed.file;
      const ofOwner = owned.get(owner) ?? new Map<string, Fault>();
      const key = `${rule} ${span.start - owner.start} ${span.end - owner.start} ${message}`;
      const fault = ofOwner.get(key) ?? {
        ...more,
        rule,
        at: placeIn(owner, placeOf(source, span)),
        message,
        replacements: more?.replacements?.map((each) => ({ ...each, at: placeIn(owner, each.at) })) ?? [],
      };
      owned.set(owner, ofOwner.set(key, fault));
      faults.add(fault);
      met?.add(fault);
    },
    metIn(evaluate) {
      const outer = met;
      const own = new Set<Fault>();
      met = own;
      try {
        evaluate();
      } finally {
        met = outer;
      }
      return [...own];
    },
    belongs: (fault, statement) => [...(owned.get(statement)?.values() ?? [])].includes(fault),
    forget(statement) {
      for (const fault of owned.get(statement)?.values() ?? []) faults.delete(fault);
      owned.delete(statement);
    },
  };
  return sink;
}

/** The same place, which goes with the statement that it stands in. */
function placeIn(owner: Span, place: Place): Place {
  if (!isAdrift(place)) return place;
  const [start, end] = [place.start - owner.start, place.end - owner.start];
  return {
    source: place.source,
    get start() {
      return owner.start + start;
    },
    get end() {
      return owner.start + end;
    },
  };
}

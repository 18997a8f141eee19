import type { Span } from '../../grammar/ast.ts';
import type { TextChange } from '../../grammar/reparse.ts';
import { movePlace, type Place, placeOf, type Source } from './source.ts';

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

/** Collects faults; the same one is kept once, however often its text is evaluated. */
export interface FaultSink {
  report(rule: ModelRule, source: Source, span: Span, message: string, more?: Partial<Fault>): void;
  readonly faults: readonly Fault[];
  /** Faults that were met again, in the order in which they were; the text of one may fail in several contexts. */
  readonly repeats: readonly Fault[];
  /** Forgets some faults, whose text has changed, and takes note that text has moved. */
  moved(gone: ReadonlySet<Fault>, source: Source, change: TextChange): void;
}

export function createFaultSink(): FaultSink {
  const faults: Fault[] = [];
  const repeats: Fault[] = [];
  const seen = new Map<string, Fault>();
  const keyOf = ({ rule, at, message }: Fault): string =>
    `${rule} ${at.start} ${at.end} ${at.source.location} ${message}`;
  const moved: FaultSink['moved'] = (gone, source, change) => {
    seen.clear();
    for (const list of [faults, repeats]) {
      const kept = list.filter((fault) => !gone.has(fault));
      list.splice(0, list.length, ...kept);
    }
    for (const fault of faults) {
      for (const { at } of [fault, ...(fault.related ?? []), ...(fault.replacements ?? [])])
        movePlace(at, source, change);
      seen.set(keyOf(fault), fault);
    }
  };
  return {
    moved,
    faults,
    repeats,
    report(rule, source, span, message, more) {
      const key = `${rule} ${span.start} ${span.end} ${source.location} ${message}`;
      const known = seen.get(key);
      const fault = known ?? { ...more, rule, at: placeOf(source, span), message };
      seen.set(key, fault);
      (known ? repeats : faults).push(fault);
    },
  };
}

import type { Place } from '../model/source.ts';

/**
 * A number that explains itself: how much, where it is written or from which others it follows, whose it is, and how sure.
 * Hovers and the report show the same figures, each in its own way.
 */
export interface Figure {
  /** What it is, in the words of the text where it is written there: `Dac400G.power`. */
  readonly name: string;
  /** As it is shown, with its unit. */
  readonly value: string;
  /** Where it is written; undefined for what is derived, and for a standard’s or a default figure. */
  readonly at: Place | undefined;
  /** Who says so: the part’s source, a standard, a default. */
  readonly source: string | undefined;
  /** Whether it rests on an estimate, itself or by one of its inputs. */
  readonly isEstimate: boolean;
  /** What it follows from; undefined where it is written. */
  readonly formula: Formula | undefined;
}

/** An expression: words and signs with the figures between them. */
export type Formula = readonly (string | Figure)[];

/** Writes a formula as it reads: by`${links} links × 2 ends × ${power}`. */
export function by(signs: TemplateStringsArray, ...figures: readonly (Figure | Formula)[]): Formula {
  return signs.flatMap((sign, i) => {
    const next = figures[i];
    return [...(sign === '' ? [] : [sign]), ...(next === undefined ? [] : 'name' in next ? [next] : next)];
  });
}

/** Terms of a sum that are shown; a list of 50,000 cables is no arithmetic that anyone follows. */
const MOST_TERMS = 12;

/** The sum of some terms. */
export function sum(terms: readonly Formula[]): Formula {
  const shown = terms.slice(0, MOST_TERMS).flatMap((term, i) => (i === 0 ? term : [' + ', ...term]));
  const more = terms.length - MOST_TERMS;
  return more > 0 ? [...shown, ` + … (${more} more)`] : shown;
}

/** A number that follows from others. */
export function derived(name: string, value: string, formula: Formula, source?: string): Figure {
  return { name, value, at: undefined, source, isEstimate: inputsOf(formula).some((each) => each.isEstimate), formula };
}

/** A number that is written in the text, or taken from elsewhere: a count, a standard’s figure. */
export function taken(name: string, value: string, at: Place | undefined, source?: string): Figure {
  return { name, value, at, source, isEstimate: source?.includes('estimate') ?? false, formula: undefined };
}

/** The figures in a formula, each once. */
export function inputsOf(formula: Formula): readonly Figure[] {
  return [...new Set(formula.filter((each) => typeof each !== 'string'))];
}

/** A formula with the values of its figures: `128 links × 2 ends × 0.05 W`. */
export function withValues(formula: Formula): string {
  return formula.map((each) => (typeof each === 'string' ? each : each.value)).join('');
}

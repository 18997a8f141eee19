import { sameText, type Text } from '../../grammar/text.ts';
import { type Analysis, begin, type LivingAnalysis } from '../checks/analyse.ts';
import type { OnCheckError } from '../checks/run-check.ts';
import { createProgram, type SourceCache } from '../model/program.ts';
import { type Files, reread } from '../model/source.ts';
import { createPace, type Pace } from './pace.ts';
import { normaliseUri } from './uri.ts';

/** So long after a key, in milliseconds, nobody is typing. */
const REST = 2000;
/** An analysis that takes no longer, in milliseconds, is made anew at rest. */
const QUICK = 250;

/** An analysis, and what it rests on. */
export interface Checked {
  readonly analysis: Analysis;
  /** Every text that was read for it by location, undefined where there was none. */
  readonly reads: ReadonlyMap<string, Text | undefined>;
  readonly milliseconds: number;
}

/** Analyses by location, each kept for as long as no text that it read has changed. */
export interface Analyses {
  /** Undefined where there is no text. */
  of(location: string): Checked | undefined;
  /** Waits until what was put off of a location is known, too. */
  settled(location: string): Promise<void>;
  /** Whether the latest analysis of a location rests on texts that have changed since. */
  isStale(location: string): boolean;
  /** Whether the latest analysis of a location read another. */
  reads(location: string, other: string): boolean;
  /** Somebody has been answered for a location, within milliseconds: what was put off waits until the answer has left. */
  answered(location: string, took: number): void;
  drop(location: string): void;
}

/** An analysis that lives on from text to text. */
interface Living {
  readonly living: LivingAnalysis;
  readonly reads: Map<string, Text | undefined>;
  readonly pace: Pace;
  milliseconds: number;
  checked: Checked | undefined;
  /** What it took to make it, in milliseconds. */
  readonly took: number;
  rest: ReturnType<typeof setTimeout> | undefined;
}

/**
 * `onFinished` is told of a location when what was put off is known; without it nothing is put off. Rules that look at the
 * links of whole blocks are put off where they take longer than anybody wants to wait for a key.
 */
export function createAnalyses(
  files: Files,
  sources: SourceCache,
  onCheckError: OnCheckError,
  onFinished?: (location: string) => void,
): Analyses {
  const latest = new Map<string, Living>();

  const isCurrent = ({ reads }: Living): boolean => areCurrent(reads, files);

  /** Takes a changed text of its own into an analysis; false where another text has changed, too, or it must be made anew. */
  const takeIn = (location: string, known: Living): boolean => {
    const source = sources.get(location);
    const text = files.read(location);
    if (!source || text === undefined) return false;
    const isOwn = known.living.source === source && areSame(source.text, known.reads.get(location));
    for (const [other, read] of known.reads) if (other !== location && !areSame(files.read(other), read)) return false;
    const next = reread(source, text);
    sources.set(location, next.source);
    if (!isOwn || !known.living.takeIn(next)) return false;
    sources.set(location, source);
    known.reads.set(location, text);
    return true;
  };

  const start = (location: string): Living | undefined => {
    const reads = new Map<string, Text | undefined>();
    const read = (from: string): Text | undefined => {
      const text = files.read(from);
      reads.set(normaliseUri(from), text);
      return text;
    };
    const begun = performance.now();
    const living = begin(createProgram({ read }, sources), location, onCheckError);
    const took = performance.now() - begun;
    return living && { living, reads, pace: createPace(), milliseconds: 0, checked: undefined, took, rest: undefined };
  };

  /** Goes on to what is put off: at once, where that does not take long, else when the person pauses. */
  const goOn = (location: string, known: Living): void => {
    const isFinished = (): void => {
      known.checked = undefined;
      if (latest.get(location) === known) onFinished?.(location);
    };
    if (!onFinished) for (const _ of known.living.finish());
    else known.pace.run(known.living.finish(), files.read(location)?.length ?? 0, isFinished);
  };

  /**
   * Makes an analysis anew that has lived through changes, once nobody is typing: should one of them have been taken in
   * wrongly, that does not last. Only where that is quick: in a long file it would keep people waiting.
   */
  const renewAtRest = (location: string, known: Living): void => {
    clearTimeout(known.rest);
    if (!onFinished || known.took > QUICK) return;
    known.rest = setTimeout(() => {
      if (latest.get(location) !== known || !isCurrent(known)) return;
      known.pace.stop();
      sources.delete(location);
      const anew = start(location);
      if (!anew) return;
      for (const _ of anew.living.finish());
      latest.set(location, anew);
      if (told(anew) !== told(known)) onFinished(location);
    }, REST);
  };

  /** Takes a changed text into what is known; where that cannot be, lets go of it first: two of a long file are too many. */
  const livesOn = (location: string): boolean => {
    const known = latest.get(location);
    known?.pace.stop();
    clearTimeout(known?.rest);
    if (known && takeIn(location, known)) return true;
    latest.delete(location);
    return false;
  };

  const isKnown = (location: string): boolean => {
    const known = latest.get(location);
    return known !== undefined && isCurrent(known);
  };

  const update = (location: string): Living | undefined => {
    if (isKnown(location)) return latest.get(location);
    const begun = performance.now();
    const lives = livesOn(location);
    const living = lives ? latest.get(location) : start(location);
    if (!living) return undefined;
    latest.set(location, living);
    living.checked = undefined;
    goOn(location, living);
    if (lives) renewAtRest(location, living);
    living.milliseconds = performance.now() - begun;
    return living;
  };

  return {
    of(location) {
      const living = update(location);
      if (!living) return undefined;
      const { reads, milliseconds } = living;
      living.checked ??= { analysis: living.living.now(), reads, milliseconds };
      return living.checked;
    },
    async settled(location) {
      for (let known = update(location); known?.living.isWaiting; known = update(location)) await known.pace.idle();
    },
    isStale(location) {
      return latest.has(location) && !isKnown(location);
    },
    reads: (location, other) => latest.get(location)?.reads.has(other) ?? false,
    answered: (location, took) => latest.get(location)?.pace.holdBack(took),
    drop(location) {
      latest.get(location)?.pace.stop();
      clearTimeout(latest.get(location)?.rest);
      latest.delete(location);
    },
  };
}

/** Whether all texts that were read are still the same. */
export function areCurrent(reads: Checked['reads'], files: Files): boolean {
  for (const [location, text] of reads) if (!areSame(files.read(location), text)) return false;
  return true;
}

function areSame(a: Text | undefined, b: Text | undefined): boolean {
  return a === undefined || b === undefined ? a === b : sameText(a, b);
}

/** What an analysis tells, and where. */
function told({ living }: Living): string {
  const { findings } = living.now();
  return JSON.stringify(findings.map(({ rule, at, message, count }) => [rule, at.start, at.end, message, count]));
}

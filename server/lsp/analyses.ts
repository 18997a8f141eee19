import { type Analysis, analyse } from '../checks/analyse.ts';
import type { OnCheckError } from '../checks/run-check.ts';
import { createProgram, type SourceCache } from '../model/program.ts';
import { type Files, rereadSource } from '../model/source.ts';
import { normaliseUri } from './uri.ts';

/** An analysis, and what it rests on. */
export interface Checked {
  readonly analysis: Analysis;
  /** Every text that was read for it by location, undefined where there was none. */
  readonly reads: ReadonlyMap<string, string | undefined>;
  readonly milliseconds: number;
}

/** Analyses by location, each kept for as long as no text that it read has changed. */
export interface Analyses {
  /** Undefined where there is no text. */
  of(location: string): Checked | undefined;
  /** Whether the latest analysis of a location rests on texts that have changed since. */
  isStale(location: string): boolean;
  /** Whether the latest analysis of a location read another. */
  reads(location: string, other: string): boolean;
  drop(location: string): void;
}

export function createAnalyses(files: Files, sources: SourceCache, onCheckError: OnCheckError): Analyses {
  const latest = new Map<string, Checked>();
  const isCurrent = (checked: Checked): boolean => {
    for (const [location, text] of checked.reads) if (files.read(location) !== text) return false;
    return true;
  };
  const check = (location: string): Checked | undefined => {
    const reads = new Map<string, string | undefined>();
    const read = (from: string): string | undefined => {
      const text = files.read(from);
      reads.set(normaliseUri(from), text);
      return text;
    };
    const start = performance.now();
    const analysis = analyse(createProgram({ read }, sources, rereadSource), location, onCheckError);
    return analysis && { analysis, reads, milliseconds: performance.now() - start };
  };
  return {
    of(location) {
      const known = latest.get(location);
      if (known && isCurrent(known)) return known;
      const checked = check(location);
      if (checked) latest.set(location, checked);
      else latest.delete(location);
      return checked;
    },
    isStale(location) {
      const known = latest.get(location);
      return known !== undefined && !isCurrent(known);
    },
    reads: (location, other) => latest.get(location)?.reads.has(other) ?? false,
    drop: (location) => latest.delete(location),
  };
}

import { isDeepStrictEqual } from 'node:util';
import type { Parsed } from '../../grammar/ast.ts';
import { parse } from '../../grammar/parser.ts';
import { reparse } from '../../grammar/reparse.ts';
import { inPieces } from '../../grammar/text.ts';
import { changeBetween } from '../../grammar/text-change.ts';
import { type Random, randomFrom } from '../random.ts';
import { randomText, writtenText } from './documents.ts';
import { applied, type Edit, linkEdits, randomEdit, takenBack } from './edits.ts';
import { questionsAbout } from './questions.ts';
import { createSubject, type Subject, told } from './subject.ts';

/** What went wrong, and how to see it again. */
export interface Failure {
  readonly what: string;
  readonly texts: readonly string[];
}

/** Edits of one document in a row. */
const EDITS_IN_A_ROW = 100;
/** After each edit the tree is compared, and once in so many all that is known of the text. */
const ALL_EVERY = 5;
/** The same of the importing document. */
const IMPORTER_EVERY = 25;
/** Questions are asked of an edited document once in so many edits. */
const QUESTIONS_EVERY = 50;
/** One message brings several edits once in so many. */
const SEVERAL_EVERY = 8;
const MOST_AT_ONCE = 3;
/** People take back what was no good. */
const TAKEN_BACK_EVERY = 2;
const NEW_DOCUMENT_EVERY = 6;
/** Once in so many edits a person goes on to a link, and does something to it in several steps. */
const LINK_EVERY = 12;
/** Of such steps every other one is compared. */
const STEP_EVERY = 2;

/** Makes rows of edits and random documents one after the other; each has a seed of its own. */
export interface Sessions {
  /** Edits of one document in a row; how many there were. */
  edits(seed: number): number;
  /** One random document. */
  document(seed: number): void;
  readonly failures: readonly Failure[];
  slowest(): number;
}

export function createSessions(limit: number): Sessions {
  const subject = createSubject();
  const failures: Failure[] = [];
  let slowest = 0;
  const timed = <T>(what: string, make: () => T): T => {
    const begun = process.cpuUsage();
    const made = make();
    const { user, system } = process.cpuUsage(begun);
    const milliseconds = (user + system) / 1000;
    slowest = Math.max(slowest, milliseconds);
    if (milliseconds > limit)
      failures.push({ what: `${what} took ${milliseconds.toFixed(0)} ms`, texts: [subject.text()] });
    return made;
  };
  const guarded = (what: string, texts: () => readonly string[], make: () => void): boolean => {
    try {
      make();
      return true;
    } catch (error) {
      failures.push({ what: `${what}: ${describe(error)}`, texts: texts() });
      return false;
    }
  };
  return {
    failures,
    slowest: () => slowest,
    edits(seed) {
      const random = randomFrom(seed);
      subject.open(random.once(NEW_DOCUMENT_EVERY) ? randomText(random) : writtenText(random));
      let before = subject.text();
      let parsed = parse(before);
      let done = 0;
      let last: Edit | undefined;
      let steps: readonly Edit[] = [];
      while (done < EDITS_IN_A_ROW) {
        before = subject.text();
        if (steps.length === 0 && random.once(LINK_EVERY)) steps = linkEdits(before, random) ?? [];
        const isStep = steps.length > 0;
        const edits = isStep ? steps.slice(0, 1) : nextEdits(before, last, random);
        steps = steps.slice(1);
        last = edits.length === 1 && edits[0] ? takenBack(before, edits[0]) : undefined;
        done += edits.length;
        const ok = guarded(
          `edits ${seed}, after ${done}`,
          () => [before, subject.text()],
          () => {
            subject.change(edits);
            expectText(subject, edits, before);
            parsed = timed('reading', () => parsedAfter(parsed, before, subject.text()));
            expectSame('The tree', treeOf(parsed), treeOf(parse(subject.text())));
            if (!random.once(isStep ? STEP_EVERY : ALL_EVERY)) return;
            const begun = performance.now();
            timed('an edit', () => subject.analysis());
            const took = performance.now() - begun;
            expectFresh(subject, 'edited');
            if (random.once(IMPORTER_EVERY)) expectFresh(subject, 'importer');
            if (random.once(QUESTIONS_EVERY)) questionsAbout(subject.analysis(), took, random, timed);
          },
        );
        if (!ok) break;
      }
      return done;
    },
    document(seed) {
      const random = randomFrom(seed);
      subject.open(random.once(NEW_DOCUMENT_EVERY) ? writtenText(random) + randomText(random) : randomText(random));
      guarded(
        `document ${seed}`,
        () => [subject.text()],
        () => {
          const begun = performance.now();
          const analysis = timed('a document', () => subject.analysis());
          questionsAbout(analysis, performance.now() - begun, random, timed);
        },
      );
    },
  };
}

function nextEdits(text: string, last: Edit | undefined, random: Random): readonly Edit[] {
  if (last && random.once(TAKEN_BACK_EVERY)) return [last];
  const edits: Edit[] = [];
  const count = random.once(SEVERAL_EVERY) ? 1 + random.below(MOST_AT_ONCE) : 1;
  for (let now = text; edits.length < count; ) {
    const edit = randomEdit(now, random);
    edits.push(edit);
    now = applied(now, edit);
  }
  return edits;
}

function expectText(subject: Subject, edits: readonly Edit[], before: string): void {
  if (subject.text() !== edits.reduce(applied, before)) throw new Error('The document has another text.');
}

/** The tree of a text that takes a change in, as long as it can be taken in. */
function parsedAfter(parsed: Parsed, before: string, text: string): Parsed {
  const next = inPieces(text);
  return reparse(parsed, next, changeBetween(inPieces(before), next))?.parsed ?? parse(text);
}

function treeOf({ file, faults }: Parsed): string {
  return JSON.stringify([file, faults]);
}

function expectFresh(subject: Subject, name: 'edited' | 'importer'): void {
  expectSame(`What is known of ${name}`, told(subject.analysis(name)), told(subject.fresh(name)));
}

function expectSame(what: string, seen: string, fresh: string): void {
  // A plain link has its keys in another order.
  if (seen !== fresh && !isDeepStrictEqual(JSON.parse(seen), JSON.parse(fresh)))
    throw new Error(`${what} is stale: ${difference(seen, fresh)}`);
}

const SHOWN = 200;

function difference(seen: string, fresh: string): string {
  let at = 0;
  while (at < seen.length && seen[at] === fresh[at]) at++;
  const from = Math.max(0, at - SHOWN / 2);
  return `\n  seen  ${seen.slice(from, from + SHOWN)}\n  fresh ${fresh.slice(from, from + SHOWN)}`;
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? `\n${error.cause.stack}` : '';
  return `${error.stack}${cause}`;
}

import { cableRun, plainEndsOf } from '../facts/links.ts';
import type { Model } from '../model/model.ts';
import { isPutOff, reading } from '../model/reading.ts';
import type { LinkSite, Site } from '../model/site.ts';
import { isAdrift, movePlace, type Place, type Source } from '../model/source.ts';
import { checks } from './all.ts';
import type { AnyCheck, Found, Subjects } from './check.ts';
import { type OnCheckError, present, runOn, subjectsUnder } from './run-check.ts';
import { subjectOrder } from './subject-order.ts';
import { wholeFacts } from './whole-facts.ts';

type Subject = Subjects[keyof Subjects];

/** What one check has found. */
interface Verdicts {
  readonly check: AnyCheck;
  /** By subject; those without a finding are left out. */
  readonly found: Map<Subject, readonly Found[]>;
  /** All of it in the order of the trees, until some of it changes. */
  ordered: readonly Found[] | undefined;
  /** Places of these that go with no node. */
  readonly adrift: Map<Subject, readonly Place[]>;
  /** The subjects of which it can be said only when the links of whole blocks have been read. */
  readonly waiting: Set<Subject>;
}

/** What all checks have found in one file, as long as its model lives. */
export interface Judgement {
  /** Judges all that can be told without the links of whole blocks. */
  judgeEach(): void;
  /** Judges the text of the file again, and some of its links; of others, that are no more, it forgets what it said. */
  judgeAgain(gone: readonly LinkSite[], links: readonly LinkSite[]): void;
  /** Judges what waits for the links of whole blocks, and comes up for air between any two verdicts. */
  judgeWhole(): Generator<void>;
  /** All that was found, by check; the same list for as long as a check finds the same. */
  all(): Iterable<readonly [AnyCheck, readonly Found[]]>;
  /** Moves what goes with no node, when text has been added or removed. */
  move(change: Parameters<typeof movePlace>[2]): void;
}

export function createJudgement(
  model: Model,
  source: Source,
  roots: readonly Site[],
  onError: OnCheckError,
): Judgement {
  const verdicts = checks.map(newVerdicts);

  const judge = (verdict: Verdicts, subject: Subject, waits: boolean): void => {
    const { check, adrift, waiting } = verdict;
    reading.waits = waits;
    reading.whole = false;
    try {
      const all = runOn(model, check, subject, onError);
      adrift.delete(subject);
      keep(verdict, subject, all);
      const loose = all.flatMap(({ at, related = [] }) => [at, ...related.map((each) => each.at)]).filter(isAdrift);
      if (loose.length > 0) adrift.set(subject, loose);
      if (reading.whole) waiting.add(subject);
    } catch (error) {
      if (!isPutOff(error)) throw error;
      waiting.add(subject);
    } finally {
      reading.waits = false;
    }
  };

  const judgeLinks = (verdict: Verdicts, links: readonly LinkSite[], classes: Iterable<readonly LinkSite[]>): void => {
    if (!verdict.check.alike) {
      for (const link of links) judge(verdict, link, true);
      return;
    }
    for (const alike of classes) {
      const [first, ...others] = alike;
      if (!first) continue;
      judge(verdict, first, true);
      if (!verdict.found.has(first) && !verdict.waiting.has(first)) continue;
      for (const link of others) judge(verdict, link, true);
    }
  };

  const judgeEach = (): void => {
    const links = roots.flatMap((root) => present(model, root).flatMap((site) => site.eachLink));
    const classes = [...classesOf(model, links)];
    for (const verdict of verdicts) {
      const { check } = verdict;
      if (check.each === 'file') judge(verdict, source, true);
      else if (check.each === 'link') judgeLinks(verdict, links, classes);
      else if (check.each !== 'network')
        for (const root of roots)
          for (const subject of subjectsUnder(model, check, root)) judge(verdict, subject, true);
    }
  };

  const judgeAgain = (gone: readonly LinkSite[], links: readonly LinkSite[]): void => {
    for (const verdict of verdicts) {
      if (verdict.check.each === 'file') judge(verdict, source, true);
      if (verdict.check.each !== 'link') continue;
      for (const link of [...gone, ...links]) {
        keep(verdict, link, []);
        verdict.adrift.delete(link);
        verdict.waiting.delete(link);
      }
      for (const link of links) if (link.site.count !== 0) judge(verdict, link, true);
    }
  };

  function* judgeWhole(): Generator<void> {
    yield* wholeFacts(model, roots);
    for (const verdict of verdicts) {
      if (verdict.check.each === 'network') yield* judgeNetworks(verdict);
      else {
        for (const subject of [...verdict.waiting]) {
          judge(verdict, subject, false);
          yield;
        }
      }
    }
  }

  /** What was found before holds until all networks are judged: the steps may be given up between any two. */
  function* judgeNetworks(verdict: Verdicts): Generator<void> {
    const { check, found, adrift } = verdict;
    const anew = newVerdicts(check);
    for (const network of roots.flatMap((root) => subjectsUnder(model, check, root))) {
      judge(anew, network, false);
      yield;
    }
    found.clear();
    adrift.clear();
    verdict.ordered = undefined;
    for (const [network, all] of anew.found) found.set(network, all);
    for (const [network, places] of anew.adrift) adrift.set(network, places);
  }

  const ordered = subjectOrder(model, roots);
  return {
    judgeEach,
    judgeAgain,
    judgeWhole,
    *all() {
      for (const verdict of verdicts) {
        const { check, found } = verdict;
        verdict.ordered ??= ordered([...found.keys()]).flatMap((subject) => found.get(subject) ?? []);
        yield [check, verdict.ordered] as const;
      }
    },
    move(change) {
      for (const { check, adrift } of verdicts) {
        // What is said of the file is said anew, at places that the model’s faults have and that have moved with them.
        if (check.each === 'file') continue;
        for (const places of adrift.values()) for (const place of places) movePlace(place, source, change);
      }
    },
  };
}

function newVerdicts(check: AnyCheck): Verdicts {
  return { check, found: new Map(), ordered: undefined, adrift: new Map(), waiting: new Set() };
}

/** Keeps what a check has found in a subject. */
function keep(verdict: Verdicts, subject: Subject, all: readonly Found[]): void {
  if (all.length > 0) verdict.found.set(subject, all);
  else if (!verdict.found.delete(subject)) return;
  verdict.ordered = undefined;
}

/** Links of which the same is true for a check that says so: plain ones in one block, of one kind and length. */
function classesOf(model: Model, links: readonly LinkSite[]): Iterable<readonly LinkSite[]> {
  const alone: LinkSite[][] = [];
  const bySite = new Map<Site, Map<object, Map<string, LinkSite[]>>>();
  for (const link of links) {
    const ends = plainEndsOf(model, link);
    if (!ends) {
      alone.push([link]);
      continue;
    }
    const run = cableRun(model, link);
    const length = run ? `${link.fabric?.name ?? ''} ${run.longest} ${run.stated}` : '';
    const byKind = bySite.get(link.site) ?? new Map<object, Map<string, LinkSite[]>>();
    const byLength = byKind.get(ends.kind) ?? new Map<string, LinkSite[]>();
    bySite.set(link.site, byKind.set(ends.kind, byLength));
    const known = byLength.get(length);
    if (known) known.push(link);
    else byLength.set(length, [link]);
  }
  const classes = [...bySite.values()].flatMap((byKind) => [...byKind.values()].flatMap((all) => [...all.values()]));
  return [...alone, ...classes];
}

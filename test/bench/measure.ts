import { type Launch, type Question, questions, startDialogue } from './dialogue.ts';
import { placesOf, type Slip, slips } from './edits.ts';
import { median, type Spread, spreadOf } from './table.ts';

/** What a person waits for in one file of one language server. Times in milliseconds, memory in MB. */
export interface Measured {
  readonly start: number;
  readonly open: number;
  readonly edit: Spread;
  /** From a key until all rules have been asked, those on whole networks, too, which wait for a pause in typing. */
  readonly whole: number | undefined;
  readonly answers: Readonly<Partial<Record<Question, Spread>>>;
  readonly memory: number | undefined;
  readonly diagnostics: number;
  /** Findings by rule, in the end. */
  readonly found: ReadonlyMap<string, number>;
}

export interface Effort {
  /** Keys pressed; half of them take back what the others typed. */
  readonly edits: number;
  readonly questions: number;
  /** How often all is measured, each time in a process of its own; the medians count. */
  readonly rounds: number;
  /** Findings that there must be, in the end. */
  readonly faults?: { readonly rule: string; readonly count: number };
}

/** A server that needs longer for its edits is not given all of them. */
const MOST_TIME = 30_000;

export async function measure(launch: Launch, text: string, effort: Effort): Promise<Measured | undefined> {
  const rounds: Measured[] = [];
  for (let i = 0; i < effort.rounds; i++) {
    const round = await measureOnce(launch, text, effort).catch((error: unknown) => {
      console.error(`${launch.name}: ${error instanceof Error ? error.message : String(error)}`);
    });
    if (!round) return undefined;
    rounds.push(round);
  }
  return middleOf(rounds);
}

async function measureOnce(launch: Launch, text: string, effort: Effort): Promise<Measured> {
  const dialogue = await startDialogue(launch);
  try {
    const open = await dialogue.open(text);
    const edits: number[] = [];
    const begun = performance.now();
    for (const { typed, takenBack } of slips(text, effort.edits / 2)) {
      edits.push(await dialogue.press(typed), await dialogue.press(takenBack));
      if (performance.now() - begun > MOST_TIME) break;
    }
    const whole = effort.faults ? await wholeOf(dialogue, text) : undefined;
    const answers: Partial<Record<Question, Spread>> = {};
    if (performance.now() - begun < MOST_TIME) {
      for (const what of Object.keys(questions) as Question[]) {
        const times = await timesOf(dialogue, what, text, effort.questions);
        if (times.length > 0) answers[what] = spreadOf(times);
      }
    }
    const early = dialogue.diagnostics();
    const isAll =
      effort.faults === undefined ||
      early.filter(({ code }) => code === effort.faults?.rule).length >= effort.faults.count;
    if (!isAll) await dialogue.settled();
    const found = Map.groupBy(dialogue.diagnostics(), ({ code }) => String(code));
    return {
      start: dialogue.start,
      open,
      edit: spreadOf(edits),
      whole,
      answers,
      memory: dialogue.peak(),
      diagnostics: dialogue.diagnostics().length,
      found: new Map([...found].map(([rule, all]) => [rule, all.length])),
    };
  } finally {
    await dialogue.stop();
  }
}

async function wholeOf(dialogue: Awaited<ReturnType<typeof startDialogue>>, text: string): Promise<number | undefined> {
  const times: number[] = [];
  for (const { typed, takenBack } of slips(text, WHOLE_KEYS)) {
    const time = await dialogue.pressWhole(typed);
    // What was typed is taken back in any case: the questions are asked of the text as it was.
    if (time === undefined) {
      await dialogue.press(takenBack);
      return undefined;
    }
    times.push(time, (await dialogue.pressWhole(takenBack)) ?? time);
  }
  return median(times);
}

const WHOLE_KEYS = 3;

/** Completion is asked for right behind a key, as editors do; the others of a text at rest. */
async function timesOf(
  dialogue: Awaited<ReturnType<typeof startDialogue>>,
  what: Question,
  text: string,
  count: number,
): Promise<readonly number[]> {
  const times: number[] = [];
  const whole = what === 'symbols' || what === 'semantic tokens' || what === 'formatting';
  const places = placesOf(text, /[A-Za-z_]\w{2,}/g, whole ? Math.min(count, 5) : count);
  for (const place of places) {
    const slip: Slip = {
      typed: { range: { start: place, end: place }, text: 'a' },
      takenBack: { range: { start: place, end: { ...place, character: place.character + 1 } }, text: '' },
    };
    if (what === 'completion') dialogue.tell(slip.typed);
    const time = await dialogue.ask(what, place);
    if (what === 'completion') await dialogue.press(slip.takenBack);
    if (time === undefined) return [];
    times.push(time);
  }
  return times;
}

function middleOf(rounds: readonly Measured[]): Measured | undefined {
  const [first] = rounds;
  if (!first) return undefined;
  const of = (figure: (round: Measured) => number): number => median(rounds.map(figure));
  const spread = (pick: (round: Measured) => Spread | undefined): Spread => ({
    p50: of((round) => pick(round)?.p50 ?? Number.NaN),
    p95: of((round) => pick(round)?.p95 ?? Number.NaN),
  });
  const asked = Object.keys(first.answers) as Question[];
  return {
    ...first,
    start: of(({ start }) => start),
    open: of(({ open }) => open),
    edit: spread(({ edit }) => edit),
    whole: first.whole === undefined ? undefined : of(({ whole }) => whole ?? Number.NaN),
    answers: Object.fromEntries(asked.map((what) => [what, spread(({ answers }) => answers[what])])),
    memory: first.memory === undefined ? undefined : of(({ memory }) => memory ?? Number.NaN),
  };
}

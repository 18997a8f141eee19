/** What is done while a person waits for a key, in milliseconds: half a frame. */
const AT_ONCE = 8;
/** A pause in typing, in milliseconds. */
const PAUSE = 150;
/** How much longer than to make it, at most, an answer takes to be written and to be read at the other side. */
const LEAVING = 2;
/** How long the server is busy before it looks for messages again, in milliseconds. */
const SLICE = 8;
/** Of a text as long as this it is not tried how long it takes. */
const LONG_TEXT = 2 ** 16;

/** Does what takes long in steps, so that a person who types does not wait for it. */
export interface Pace {
  /** Runs all steps now, if they took no longer than half a frame the last time; else when nothing is typed for a while. */
  run(steps: Generator<void>, length: number, whenDone: () => void): void;
  /** Somebody is answered: the answer leaves before the next step. One that took long to make takes long to leave. */
  holdBack(took: number): void;
  /** Gives up the steps that are left. */
  stop(): void;
  /** Waits until there is nothing left to be done: all is done, or given up. */
  idle(): Promise<void>;
}

export function createPace(): Pace {
  const state: {
    timer: ReturnType<typeof setTimeout> | undefined;
    took: number | undefined;
    again: ((wait: number) => void) | undefined;
  } = { timer: undefined, took: undefined, again: undefined };
  const waiting: (() => void)[] = [];
  const end = (): void => {
    state.again = undefined;
    state.timer = undefined;
    for (const wake of waiting.splice(0)) wake();
  };

  const later = (steps: Generator<void>, spent: number, wait: number, whenDone: () => void): void => {
    state.again = (longer) => later(steps, spent, longer, whenDone);
    state.timer = setTimeout(() => {
      state.again = undefined;
      const begun = performance.now();
      if (runFor(steps, SLICE)) {
        state.took = spent + performance.now() - begun;
        end();
        whenDone();
      } else later(steps, spent + performance.now() - begun, 0, whenDone);
    }, wait);
  };

  return {
    run(steps, length, whenDone) {
      const isShort = state.took === undefined ? length < LONG_TEXT : state.took <= AT_ONCE;
      if (!isShort) {
        later(steps, 0, PAUSE, whenDone);
        return;
      }
      const begun = performance.now();
      runFor(steps, Number.POSITIVE_INFINITY);
      state.took = performance.now() - begun;
    },
    holdBack(took) {
      if (!state.again) return;
      clearTimeout(state.timer);
      state.again(PAUSE + LEAVING * took);
    },
    stop() {
      clearTimeout(state.timer);
      end();
    },
    async idle() {
      if (state.timer !== undefined) await new Promise<void>((resolve) => waiting.push(resolve));
    },
  };
}

/** Whether all steps are done within some milliseconds; at least one is. */
function runFor(steps: Generator<void>, milliseconds: number): boolean {
  const end = performance.now() + milliseconds;
  do if (steps.next().done) return true;
  while (performance.now() < end);
  return false;
}

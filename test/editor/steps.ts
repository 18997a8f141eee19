import { connectPage } from './page.ts';
import type { Page } from './page-calls.ts';

/** One thing that a person does, and what must come of it. */
export interface Step {
  readonly name: string;
  readonly run: (page: Page | undefined) => Promise<void>;
  /** Why it cannot be done here; undefined where it can. */
  readonly missing: (page: Page | undefined) => string | undefined;
}

/** A step that any VS Code can do, or each in which nothing is missing. */
export function step(name: string, run: () => Promise<void>, missing: Step['missing'] = () => undefined): Step {
  return { name, run, missing };
}

/** A step with mouse, keys and pictures, which only the window that is a web page can do. */
export function pageStep(name: string, run: (page: Page) => Promise<void>): Step {
  const missing: Step['missing'] = (page) => (page ? undefined : 'needs the window in a browser');
  return { name, run: async (page) => (page ? run(page) : undefined), missing };
}

/** Runs the steps one after the other, prints each with its outcome, and throws at the end if one failed. */
export async function runSteps(steps: readonly Step[]): Promise<void> {
  const page = await connectPage();
  const print = async (line: string): Promise<void> => (page ? page.print(line) : console.log(line));
  const count = { passed: 0, failed: 0, skipped: 0 };
  for (const [index, { name, run, missing }] of steps.entries()) {
    const number = index + 1;
    const reason = missing(page);
    if (reason !== undefined) {
      count.skipped++;
      await print(`ok ${number} - ${name} # skipped: ${reason}`);
      continue;
    }
    const start = performance.now();
    const error = await run(page).then(
      () => undefined,
      (reason: unknown) => reason ?? new Error('failed without a reason'),
    );
    const outcome = error === undefined ? 'ok' : 'not ok';
    await print(`${outcome} ${number} - ${name} (${Math.round(performance.now() - start)} ms)`);
    count[error === undefined ? 'passed' : 'failed']++;
    if (error === undefined) continue;
    await print(indented(error instanceof Error ? (error.stack ?? error.message) : String(error)));
    await page?.screenshot(`failed-${number}`);
  }
  await print(`${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`);
  if (count.failed > 0) throw new Error(`${count.failed} of ${steps.length} steps failed`);
}

/** Asks again and again until there is an answer: neither undefined nor false. */
export async function until<T>(
  what: string,
  ask: () => T | Promise<T>,
  limit = 15_000,
): Promise<Exclude<T, undefined | false>> {
  const deadline = performance.now() + limit;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer as Exclude<T, undefined | false>;
    if (performance.now() > deadline) throw new Error(`${what}: not within ${limit} ms`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function indented(text: string): string {
  return text.replaceAll(/^/gm, '    ');
}

import { connectPage } from './page.ts';
import type { Page } from './page-calls.ts';

/** One thing that a person does, and what must come of it. */
export interface Step {
  readonly name: string;
  readonly run: (page: Page | undefined) => Promise<void>;
  readonly needsPage: boolean;
}

/** A step that any VS Code can do. */
export function step(name: string, run: () => Promise<void>): Step {
  return { name, run, needsPage: false };
}

/** A step with mouse, keys and pictures, which only the window that is a web page can do. */
export function pageStep(name: string, run: (page: Page) => Promise<void>): Step {
  return { name, run: async (page) => (page ? run(page) : undefined), needsPage: true };
}

/** Runs the steps one after the other, prints each with its outcome, and throws at the end if one failed. */
export async function runSteps(steps: readonly Step[]): Promise<void> {
  const page = await connectPage();
  const print = async (line: string): Promise<void> => (page ? page.print(line) : console.log(line));
  const count = { passed: 0, failed: 0, skipped: 0 };
  for (const [index, { name, run, needsPage }] of steps.entries()) {
    const number = index + 1;
    if (needsPage && !page) {
      count.skipped++;
      await print(`ok ${number} - ${name} # skipped: needs the window in a browser`);
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

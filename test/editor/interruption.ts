/**
 * Aborts when the person ends the program: with Ctrl-C, a signal, by closing the terminal, or by ending npm, which runs
 * the program in a shell that does not pass signals on.
 */
export function interruption(): AbortSignal {
  const controller = new AbortController();
  const abort = (reason: string): void => controller.abort(reason);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, abort);
  // Who loses its parent belongs to another process from then on.
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid !== parent) abort('parent ended');
  }, 500);
  watch.unref();
  return controller.signal;
}

/** Resolves when the signal aborts. */
export function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}

/** Checks that are made one after the other, each printed with its outcome. */
export interface Checks {
  verify(what: string, check: () => unknown): Promise<void>;
  /** Prints how many passed and failed; the exit code is 0 when none failed. */
  finish(): never;
}

export function startChecks(): Checks {
  const count = { passed: 0, failed: 0 };
  return {
    async verify(what, check) {
      try {
        await check();
        count.passed++;
        console.log(`ok - ${what}`);
      } catch (error) {
        count.failed++;
        console.log(`not ok - ${what}: ${error instanceof Error ? error.message : String(error)}`);
      }
    },
    finish() {
      console.log(`${count.passed} passed, ${count.failed} failed, 0 skipped`);
      process.exit(count.failed > 0 ? 1 : 0);
    },
  };
}

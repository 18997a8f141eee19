/** What the suite expects, also where there is no Node: in the extension host of a web page. */
interface Assert {
  equal<T>(actual: unknown, expected: T, message?: string): asserts actual is T;
  match(text: string, pattern: RegExp): void;
  ok(value: unknown, message?: string): asserts value;
  fail(message: string): never;
}

export const assert: Assert = {
  equal(actual, expected, message = 'not equal') {
    if (!Object.is(actual, expected)) assert.fail(`${message}: ${shown(actual)} should be ${shown(expected)}`);
  },
  match(text, pattern) {
    if (!pattern.test(text)) assert.fail(`${shown(text)} does not match ${pattern}`);
  },
  ok(value, message = 'not as it should be') {
    if (!value) assert.fail(message);
  },
  fail(message) {
    throw new Error(message);
  },
};

function shown(value: unknown): string {
  return JSON.stringify(value) ?? String(value);
}

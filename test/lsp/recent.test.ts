import { expect, test } from 'vitest';
import { createRecent } from '../../server/lsp/recent.ts';

test('a cache keeps what was put into it last, and no more than its limit', () => {
  const cache = createRecent<string, number>(2);
  cache.set('a', 1);
  cache.set('b', 2);
  cache.set('a', 3);
  cache.set('c', 4);
  expect(['a', 'b', 'c'].map(cache.get)).toEqual([3, undefined, 4]);
  cache.delete('a');
  expect(cache.get('a')).toBeUndefined();
});

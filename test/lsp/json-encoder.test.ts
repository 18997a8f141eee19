import { expect, test } from 'vitest';
import { createJsonEncoder } from '../../server/main/json-encoder.ts';

const diagnostic = (line: number, message = 'Düster: 2 × 400 Gbps') => ({
  range: { start: { line, character: 2 }, end: { line, character: 9 } },
  message,
});
const [first, second, third] = [diagnostic(1), diagnostic(2, 'a "]}}" of "[]"'), diagnostic(3)];

const messages = {
  'a request': { id: 1, method: 'workspace/configuration', params: { items: [] } },
  'an answer without a result': { id: 2, result: null },
  'an error': { id: 3, error: { code: -32601, message: 'There is no method x.' } },
  'a list of completions': { id: 4, result: { isIncomplete: false, items: [{ label: 'Leaf' }] } },
  'a report that says that nothing is new': { id: 5, result: { kind: 'unchanged', resultId: 'a' } },
  'an empty report': { id: 6, result: { kind: 'full', resultId: 'b', items: [] } },
  'a report': { id: 7, result: { kind: 'full', resultId: 'c', items: [first, second] } },
  'a report with some of the last': { id: 8, result: { kind: 'full', items: [third, second, diagnostic(9)] } },
  'a report with those of other documents': {
    id: 'nine',
    result: {
      kind: 'full',
      items: [second],
      relatedDocuments: { 'file:///b.topo': { kind: 'full', items: [first] } },
    },
  },
};

const { encode } = createJsonEncoder();

test.each(Object.entries(messages))('%s arrives as it was sent', async (_, said) => {
  const message = { jsonrpc: '2.0', ...said };
  const bytes = await encode(message, { charset: 'utf-8' });
  expect(JSON.parse(new TextDecoder().decode(bytes))).toEqual(message);
});

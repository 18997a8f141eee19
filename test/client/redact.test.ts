import { expect, test } from 'vitest';
import { redacted } from '../../client/redact.ts';

test.each([
  ['textDocument/hover: Error: no such part', 'textDocument/hover: Error: no such part'],
  ['Checked file:///mnt/ada/secret/site.topo in 1.5 ms', 'Checked <address> in 1.5 ms'],
  ['at run (/mnt/ada/.vscode/extensions/topo/dist/server.js:12:34)', 'at run (dist/server.js:12:34)'],
  ['at D:\\lab\\ada\\topo\\dist\\server.js:1:2', 'at dist\\server.js:1:2'],
  ['cannot read D:\\lab\\ada\\site.topo: denied', 'cannot read <path>: denied'],
  ['cannot read \\\\server\\share\\site.topo', 'cannot read <path>'],
  ['There is no type "SecretRack".', 'There is no type "…".'],
  ['5 km/h, 1/2, n/a', '5 km/h, 1/2, n/a'],
])('%s', (text, shown) => {
  expect(redacted(text)).toBe(shown);
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ServerCapabilities } from 'vscode-languageserver/node';
import { modern } from './editor.ts';
import { useEditors } from './lab.ts';

const page = join(import.meta.dirname, '../../docs/editor.md');
const start = useEditors();

/** The rows of the table: the request of each feature, and the files to which it links. */
const rows = readFileSync(page, 'utf8')
  .split('\n')
  .filter((line) => /^\| .*`\w+\/\w+/.test(line))
  .map((line) => ({
    requests: [...line.matchAll(/`(\w+\/\w+(?:\/\w+)?)`/g)].map(([, request = '']) => request),
    links: [...line.matchAll(/\]\(([^)#]+)\)/g)].map(([, link = '']) => join(page, '..', link)),
  }));

/** Requests that are not called as the capability that announces them. */
const others: Readonly<Record<string, string>> = {
  semanticTokensProvider: 'textDocument/semanticTokens/full',
  documentFormattingProvider: 'textDocument/formatting',
  documentRangeFormattingProvider: 'textDocument/rangeFormatting',
  documentOnTypeFormattingProvider: 'textDocument/onTypeFormatting',
  workspaceSymbolProvider: 'workspace/symbol',
  callHierarchyProvider: 'textDocument/prepareCallHierarchy',
  typeHierarchyProvider: 'textDocument/prepareTypeHierarchy',
  executeCommandProvider: 'workspace/executeCommand',
};

describe('the table of features', () => {
  test('has every request that the server announces', async () => {
    const { result } = await start(modern);
    const listed = rows.flatMap(({ requests }) => requests);
    expect(requestsOf(result.capabilities).filter((request) => !listed.includes(request))).toEqual([]);
  });

  test.each(rows)('leads to tests of $requests', ({ requests, links }) => {
    expect(links.length).toBeGreaterThan(0);
    const texts = links.map((path) => readFileSync(path, 'utf8'));
    const untested = requests.filter((request) => !texts.some((text) => text.includes(`'${request}'`)));
    expect(untested).toEqual([]);
  });
});

function requestsOf(capabilities: ServerCapabilities): readonly string[] {
  const providers = Object.entries(capabilities).filter(([name, value]) => name.endsWith('Provider') && value);
  return providers.map(([name]) => others[name] ?? `textDocument/${name.replace(/Provider$/, '')}`);
}

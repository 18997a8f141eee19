import { expect, test } from 'vitest';
import type { DocumentLink } from 'vscode-languageserver/node';
import { transcript } from './transcript.ts';

const text = `import nvidia
/* 線🚀 */ import "./missing.topo"
/* 架🚀 */ rack Pair {
  source = "見🚀 https://example.org/a_(b).pdf, and http://example.org/c."
  label = "https://example.org/label"
  allow density.spare "one feed"  allow nosuch.rule "none"
  a : nvidia.QM9700
}
`;

transcript('document links', (open) => {
  test('lead to files, sources and rules', async () => {
    const { ask, textOf } = await open(text);
    const links = await ask<DocumentLink[]>('textDocument/documentLink');
    expect(links.map(({ range, target }) => [textOf(range), target])).toEqual([
      ['nvidia', 'topo-catalog:/nvidia.topo'],
      ['https://example.org/a_(b).pdf', 'https://example.org/a_(b).pdf'],
      ['http://example.org/c', 'http://example.org/c'],
      ['density.spare', 'https://example.org/topo/blob/main/docs/rules/density.spare.md'],
    ]);
  });
});

import { expect, test } from 'vitest';
import type { SymbolInformation } from 'vscode-languageserver/node';
import { wideLab } from './lab.ts';
import { transcript } from './transcript.ts';

transcript('workspace symbols', (open) => {
  test('are what every file declares, by the letters of a name', async () => {
    const { editor, textOf } = await open(wideLab);
    editor.open('file:///lab/parts.topo', 'cable SitePair { medium = copper }\n');
    const find = (query: string): Promise<readonly SymbolInformation[]> =>
      editor.connection.sendRequest('workspace/symbol', { query });
    const pairs = await find('pr');
    expect(pairs.map(({ name, kind, location }) => [name, kind, location.uri.split('/').at(-1)])).toEqual([
      ['Pair', 5, 'pair.topo'],
      ['SitePair', 5, 'parts.topo'],
    ]);
    const [up] = await find('up');
    expect(up?.containerName).toBe('Pair.Link');
    expect(up && textOf(up.location.range)).toBe('up');
    expect(await find('H100')).toEqual([]);
  });
});

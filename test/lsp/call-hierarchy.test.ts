import { expect, test } from 'vitest';
import type {
  CallHierarchyIncomingCall,
  CallHierarchyItem,
  CallHierarchyOutgoingCall,
} from 'vscode-languageserver/node';
import { uri } from './lab.ts';
import { transcript } from './transcript.ts';

const text = `import nvidia
/* 架🚀 */ rack Compute { dgx[4] : nvidia.DgxH100 }
row Unit {
  compute[2] : Compute
  leaf[8] : nvidia.QM9700
  spine[4] : nvidia.QM9700
  fabric Rails {
    role = scale_out
    /* 長😀é */ link rail : compute[c].dgx[d].nic[r] -- leaf[r]
    /* 線🚀 */ link up : spine[s] -- leaf[l]
  }
}
`;

transcript('call hierarchy', (open) => {
  test('leads up away from the accelerators and down towards them', async () => {
    const { editor, ask, at, textOf } = await open(text);
    const prepare = (piece: string): Promise<readonly CallHierarchyItem[]> =>
      ask('textDocument/prepareCallHierarchy', { position: at(piece) });
    const [leaf] = await prepare('leaf[r]');
    expect(leaf).toMatchObject({ name: 'leaf', detail: 'nvidia.QM9700', uri });
    const up: readonly CallHierarchyOutgoingCall[] = await editor.connection.sendRequest(
      'callHierarchy/outgoingCalls',
      { item: leaf },
    );
    expect(up.map(({ to, fromRanges }) => [to.name, to.detail, fromRanges.map(textOf)])).toEqual([
      ['spine', 'nvidia.QM9700, 32 links', ['up']],
    ]);
    const down: readonly CallHierarchyIncomingCall[] = await editor.connection.sendRequest(
      'callHierarchy/incomingCalls',
      { item: leaf },
    );
    expect(down.map(({ from, fromRanges }) => [from.name, from.detail, fromRanges.map(textOf)])).toEqual([
      ['dgx', 'nvidia.DgxH100, 64 links', ['rail']],
    ]);
    // A rack is linked by what is in it, a link stands between its ends.
    const [rack] = await prepare('compute[2]');
    const fromRack: readonly CallHierarchyOutgoingCall[] = await editor.connection.sendRequest(
      'callHierarchy/outgoingCalls',
      { item: rack },
    );
    expect(fromRack.map(({ to }) => to.name)).toEqual(['leaf']);
    expect((await prepare('up : spine')).map(({ name }) => name)).toEqual(['spine', 'leaf']);
    expect(await prepare('role')).toBeNull();
  });
});

import { expect, test } from 'vitest';
import type { TypeHierarchyItem } from 'vscode-languageserver/node';
import { transcript } from './transcript.ts';

const text = `import "./base.topo"
/* 架🚀 */ rack Dense : base.Compute { }
/* 長😀é */ rack Denser : Dense { }
row Unit { odd : Denser { } }
`;

transcript('type hierarchy', (open) => {
  test('leads along bases in all files', async () => {
    const { editor, ask, at, textOf } = await open(text);
    editor.open('file:///lab/base.topo', 'rack Compute { }\n');
    const prepare = async (piece: string): Promise<TypeHierarchyItem> => {
      const items = await ask<TypeHierarchyItem[]>('textDocument/prepareTypeHierarchy', { position: at(piece) });
      return items[0] ?? expect.fail('no type');
    };
    const dense = await prepare('Dense :');
    expect([dense.name, dense.detail, textOf(dense.selectionRange)]).toEqual(['Dense', 'rack', 'Dense']);
    const go = (to: string, item: TypeHierarchyItem): Promise<readonly TypeHierarchyItem[]> =>
      editor.connection.sendRequest(to, { item });
    const [base] = await go('typeHierarchy/supertypes', dense);
    expect([base?.name, base?.uri]).toEqual(['Compute', 'file:///lab/base.topo']);
    expect(base && (await go('typeHierarchy/subtypes', base)).map(({ name }) => name)).toEqual(['Dense']);
    const [derived] = await go('typeHierarchy/subtypes', dense);
    expect(derived && textOf(derived.range)).toBe('rack Denser : Dense { }');
    // A member leads to its type.
    expect((await prepare('odd :')).name).toBe('Denser');
  });
});

import { expect, test } from 'vitest';
import type { Location, LocationLink } from 'vscode-languageserver/node';
import { modern } from './editor.ts';
import { uri, wideLab } from './lab.ts';
import { transcript } from './transcript.ts';

transcript('definition', (open) => {
  test('leads to the statement that counts, and into the built-in catalog', async () => {
    const { ask, at, range } = await open(wideLab);
    const own = await ask<Location>('textDocument/definition', { position: at('b via') });
    expect(own).toEqual({ uri, range: { start: at('b : nvidia'), end: at(' : nvidia.QM9700\n  fabric') } });
    const built = await ask<Location>('textDocument/definition', { position: at('QM9700') });
    expect(built.uri).toBe('topo-catalog:/nvidia.topo');
    const file = await ask<Location>('textDocument/definition', { position: at('import cables', 8) });
    expect(file).toEqual({ uri: 'topo-catalog:/cables.topo', range: { start: zero, end: zero } });
    expect(await ask('textDocument/definition', { position: range('role').start })).toBeNull();
  });

  test('leads into the manual from what the language declares', async () => {
    const capabilities = { ...modern, workspace: { ...modern.workspace, textDocumentContent: {} } };
    const text = wideLab.replace('label', 'frame { height = 48U }  allow density.power "known"  label');
    const { editor, ask, at } = await open(text, capabilities);
    const told = async (piece: string): Promise<string> => {
      const { uri: page, range } = await ask<Location>('textDocument/definition', { position: at(piece) });
      const read = { uri: page };
      const { text: shown } = await editor.connection.sendRequest<{ text: string }>(
        'workspace/textDocumentContent',
        read,
      );
      return `${page} ${shown.split('\n')[range.start.line]?.slice(0, 40)}`;
    };
    expect(await told('height')).toMatch(/^topo-page:\/manual\/reference\.md \| `height` \| a length/);
    expect(await told('frame')).toBe('topo-page:/manual/reference.md ### rack: frame { … }');
    expect(await told('rack')).toBe('topo-page:/manual/reference.md ## rack');
    expect(await told('scale_out')).toMatch(/^topo-page:\/manual\/reference\.md \| `role`/);
    expect(await told('label')).toMatch(/^topo-page:\/manual\/reference\.md \| `label`/);
    expect(await told('density.power')).toBe('topo-page:/manual/density.power.md # density.power');
  });

  test('says what it was asked about where the editor takes it', async () => {
    const textDocument = { ...modern.textDocument, definition: { linkSupport: true } };
    const { ask, at, range } = await open(wideLab, { ...modern, textDocument });
    const [link] = await ask<LocationLink[]>('textDocument/definition', { position: at('b via') });
    expect(link).toMatchObject({ targetUri: uri, targetRange: range('b : nvidia.QM9700') });
    expect(link?.originSelectionRange).toEqual({ start: at('b via'), end: at(' via') });
  });
});

transcript('type definition', (open) => {
  test('leads to the type of a member, of a path and of a link', async () => {
    const { ask, at } = await open(wideLab);
    const member = await ask<Location>('textDocument/typeDefinition', { position: at('b : nvidia') });
    const path = await ask<Location>('textDocument/typeDefinition', { position: at('b via') });
    expect(member.uri).toBe('topo-catalog:/nvidia.topo');
    expect(path).toEqual(member);
    const cable = await ask<Location>('textDocument/typeDefinition', { position: at('up : a') });
    expect(cable.uri).toBe('topo-catalog:/cables.topo');
  });
});

const zero = { line: 0, character: 0 };

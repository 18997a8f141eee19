import { describe, expect, test } from 'vitest';
import { unwaived, type Waiver, waivers } from '../waivers.ts';
import { codes, uri, useEditors } from './lab.ts';

const start = useEditors();

describe.each(waivers.map((waiver): [string, Waiver] => [waiver.body, waiver]))('an allow in a %s', (_, waiver) => {
  test('silences its rule in the editor, and is missed where it silences nothing', async () => {
    const editor = await start();
    editor.open(uri, unwaived(waiver));
    expect(codes(await editor.diagnostics(uri))).toContain(waiver.rule);
    editor.edit(uri, 2, [{ text: waiver.text }]);
    const silenced = codes(await editor.diagnostics(uri));
    expect(silenced).not.toContain(waiver.rule);
    expect(silenced).not.toContain('allow.unused');
    const other = waiver.rule === 'unit.dimension' ? 'unit.missing' : 'cooling.flow';
    editor.edit(uri, 3, [{ text: waiver.text.replace(waiver.rule, other) }]);
    expect(codes(await editor.diagnostics(uri))).toContain('allow.unused');
  });
});

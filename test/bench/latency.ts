import { readFileSync } from 'node:fs';
import { bundleServer, type Editor, startEditor } from '../lsp/editor.ts';
import { cableList, type Generated, templates } from './files.ts';
import { milliseconds, type Spread, spreadOf, table } from './table.ts';

const shapes: Readonly<Record<string, (lines: number) => Generated>> = {
  'cable list': cableList,
  templates,
};

/** What an editor waits for on one generated file. */
export interface Latency {
  readonly shape: string;
  readonly lines: number;
  readonly open: Spread;
  readonly edit: Spread;
  /** Resident memory of the server afterwards, in MB; undefined where the system does not tell. */
  readonly memory: number | undefined;
  /** Findings of the rule of the faults that are built in, and how many those are. */
  readonly found: number;
  readonly expected: number;
}

/** Opens and edits generated files of each shape and length in the bundled server, each in a server of its own. */
export async function measureLatency(
  lengths: readonly number[],
  opens: number,
  edits: number,
): Promise<readonly Latency[]> {
  const bundle = await bundleServer();
  const all: Latency[] = [];
  for (const shape of Object.keys(shapes)) {
    for (const lines of lengths) all.push(await measure(bundle, shape, lines, opens, edits));
  }
  console.log('From a change to its diagnostics in the language server, in milliseconds:');
  console.log(
    table(['file', 'lines', 'open p50', 'p95', 'edit p50', 'p95', 'memory MB', 'faults found'], all.map(cells)),
  );
  return all;
}

function cells({ shape, lines, open, edit, memory, found, expected }: Latency): readonly string[] {
  const times = [open.p50, open.p95, edit.p50, edit.p95].map(milliseconds);
  return [shape, lines.toLocaleString('en'), ...times, memory?.toFixed(0) ?? 'unknown', `${found} of ${expected}`];
}

async function measure(bundle: string, shape: string, lines: number, opens: number, edits: number): Promise<Latency> {
  const generated = (shapes[shape] ?? cableList)(lines);
  const editor = await startEditor(bundle);
  try {
    const openTimes: number[] = [];
    for (let i = 0; i < opens; i++) {
      openTimes.push(await timeOf(() => editor.open(uriOf(i), generated.text), editor, uriOf(i)));
      if (i > 0) editor.close(uriOf(i - 1));
    }
    const uri = uriOf(opens - 1);
    const editTimes: number[] = [];
    for (let i = 0; i < edits; i++)
      editTimes.push(await timeOf(() => changeDigit(editor, uri, generated, i), editor, uri));
    const diagnostics = await editor.diagnostics(uri);
    return {
      shape,
      lines,
      open: spreadOf(openTimes),
      edit: spreadOf(editTimes),
      memory: memoryOf(editor.server.pid),
      found: diagnostics.filter(({ code }) => code === generated.faults.rule).length,
      expected: generated.faults.count,
    };
  } finally {
    await editor.stop();
  }
}

function uriOf(i: number): string {
  return `file:///bench/generated${i}.topo`;
}

async function timeOf(change: () => void, editor: Editor, uri: string): Promise<number> {
  const started = performance.now();
  change();
  await editor.diagnostics(uri);
  return performance.now() - started;
}

/** Changes one digit, which is what a person does while typing. */
function changeDigit(editor: Editor, uri: string, { text, digit }: Generated, i: number): void {
  const before = text.slice(0, digit).split('\n');
  const start = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
  const range = { start, end: { ...start, character: start.character + 1 } };
  editor.edit(uri, i + 2, [{ range, text: `${i % 8}` }]);
}

function memoryOf(pid: number | undefined): number | undefined {
  try {
    const [, kilobytes] = /^VmRSS:\s*(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
  } catch {
    return undefined;
  }
}

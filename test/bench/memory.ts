import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Range } from 'vscode-languageserver/node';
import { createLines } from '../../server/lsp/text.ts';
import { sequence } from '../random.ts';
import { type Dialogue, type Launch, startDialogue } from './dialogue.ts';
import type { Key } from './edits.ts';

/** What a server holds after some edits, in MB. */
export interface Held {
  readonly edits: number;
  /** On the heap, with all garbage collected. */
  readonly heap: number;
  /** Resident memory as it is while somebody types: the median of some moments. */
  readonly resident: number;
}

/** Looks at the memory as often as this, for one figure. */
const LOOKS = 15;
/** Edits between two looks. */
const BETWEEN = 10;
/** So long, in milliseconds, the server is left alone before its heap is measured: it may have put off some work. */
const REST = 4000;
/** After so many edits something is asked. */
const ASKS_EVERY = 25;

/**
 * What a server that runs on Node holds after so many edits of a text, and after so many more: characters, lines,
 * members and imports that come, change and go, each with the diagnostics after it.
 */
export async function measureMemory(launch: Launch, text: string, counts: readonly number[]): Promise<readonly Held[]> {
  const folder = mkdtempSync(join(tmpdir(), 'topo-memory-'));
  const [hook, told] = [join(folder, 'hook.cjs'), join(folder, 'told.json')];
  writeFileSync(hook, collectorTelling(told));
  const [node = '', ...args] = launch.command;
  const command = [node, '--expose-gc', '--require', hook, ...args];
  const dialogue = await startDialogue({ ...launch, command });
  try {
    await dialogue.open(text);
    const typist = createTypist(text);
    const held: Held[] = [];
    let edits = 0;
    const type = async (): Promise<void> => {
      const { key, place } = typist.next();
      await dialogue.press(key);
      edits++;
      if (edits % ASKS_EVERY !== 0) return;
      await dialogue.ask('hover', place);
      await dialogue.ask('completion', place);
    };
    for (const count of counts) {
      while (edits < count - LOOKS * BETWEEN) await type();
      const resident: number[] = [];
      while (edits < count) {
        await type();
        if (edits % BETWEEN === 0) resident.push(residentOf(dialogue.pid));
      }
      // Back to the text of the start, so that it is the same each time of which something is known.
      for (let key = typist.back(); key; key = typist.back()) await dialogue.press(key);
      await new Promise((resolve) => setTimeout(resolve, REST));
      held.push({
        edits,
        heap: await heapOf(dialogue, told),
        resident: resident.sort((a, b) => a - b)[LOOKS >> 1] ?? 0,
      });
    }
    return held;
  } finally {
    await dialogue.stop();
    rmSync(folder, { recursive: true });
  }
}

const MEGABYTE = 2 ** 20;

/** Has Node collect its garbage at a signal, and tell what is left. */
function collectorTelling(path: string): string {
  return `process.on('SIGUSR2', () => {
  gc();
  gc();
  require('node:fs').writeFileSync(${JSON.stringify(path)}, JSON.stringify(process.memoryUsage()));
});\n`;
}

async function heapOf({ pid }: Dialogue, told: string): Promise<number> {
  rmSync(told, { force: true });
  if (pid !== undefined) process.kill(pid, 'SIGUSR2');
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    try {
      const { heapUsed }: { heapUsed: number } = JSON.parse(readFileSync(told, 'utf8'));
      return heapUsed / MEGABYTE;
    } catch {
      // It is not written yet, or not to its end.
    }
  }
}

function residentOf(pid: number | undefined): number {
  try {
    const [, kilobytes] = /^VmRSS:\s*(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Number(kilobytes) / 1024;
  } catch {
    return Number.NaN;
  }
}

interface Change {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

interface Typist {
  /** Changes something, or takes back the last change. */
  next(): { readonly key: Key; readonly place: Range['start'] };
  /** Takes back the last change; undefined where none is left. */
  back(): Key | undefined;
}

/** So many changes stand in the text before the last ones are taken back. */
const MOST_CHANGES = 12;

/** Someone who changes a text here and there and takes back all of it, the last change first; the same for each run. */
function createTypist(start: string): Typist {
  const random = sequence(20_251_125);
  const undo: Change[] = [];
  let text = start;
  const make = (change: Change): Key => {
    const { positionAt } = createLines(text, 'utf-16');
    const range = { start: positionAt(change.start), end: positionAt(change.end) };
    text = text.slice(0, change.start) + change.text + text.slice(change.end);
    return { range, text: change.text };
  };
  const back = (): Key | undefined => {
    const change = undo.pop();
    return change && make(change);
  };
  const forth = (): Key => {
    const change = changeIn(text, random);
    const gone = text.slice(change.start, change.end);
    undo.push({ start: change.start, end: change.start + change.text.length, text: gone });
    return make(change);
  };
  return {
    next() {
      const isTakenBack = undo.length >= MOST_CHANGES || random() < 0.5;
      const key = (isTakenBack ? back() : undefined) ?? forth();
      return { key, place: key.range.start };
    },
    back,
  };
}

function changeIn(text: string, random: () => number): Change {
  const at = Math.floor(random() * text.length);
  const lineStart = text.lastIndexOf('\n', at - 1) + 1;
  const lineEnd = `${text}\n`.indexOf('\n', at);
  const line = text.slice(lineStart, Math.min(text.length, lineEnd + 1));
  const sort = Math.floor(random() * 6);
  const digit = /\d/.exec(text.slice(at));
  if (sort === 0 && digit)
    return { start: at + digit.index, end: at + digit.index + 1, text: `${1 + Math.floor(random() * 9)}` };
  if (sort === 1) return { start: lineStart, end: lineStart, text: line };
  if (sort === 2) return { start: lineStart, end: lineStart + line.length, text: '' };
  if (sort === 3) return { start: 0, end: 0, text: 'import cables as more\n' };
  const word = /[A-Za-z_]\w*/.exec(text.slice(at));
  if (sort === 4 && word) return { start: at + word.index, end: at + word.index + word[0].length, text: `${word[0]}_` };
  return { start: at, end: at, text: 'a1 {}\n[].="'.charAt(Math.floor(random() * 11)) };
}

import { Buffer } from 'node:buffer';
import { describe } from 'vitest';
import type { ClientCapabilities, Position, Range } from 'vscode-languageserver/node';
import { type Editor, modern } from './editor.ts';
import { uri, useEditors } from './lab.ts';

/**
 * What an editor and the bundled server say to each other about one feature, in each encoding of positions. The texts
 * have letters of one to four bytes before what is asked, so that a place counted in another way is a place missed.
 */
export function transcript(feature: string, tests: (open: Open) => void): void {
  describe.each(['utf-16', 'utf-8'] as const)(`${feature} in %s`, (encoding) => {
    const start = useEditors();
    tests(async (text, capabilities = modern) => {
      const editor = await start({ ...capabilities, general: { positionEncodings: [encoding] } });
      editor.open(uri, text);
      return { ...placesIn(text, encoding), editor, ask: (method, more) => editor.ask(method, uri, more) };
    });
  });
}

/** Opens a text in an editor of its own. */
export type Open = (text: string, capabilities?: ClientCapabilities) => Promise<Opened>;

export interface Opened extends Places {
  readonly editor: Editor;
  /** Asks something of the text. */
  ask<R>(method: string, more?: object): Promise<R>;
}

/** Places of a text in the encoding of the transcript, found in another way than the server does. */
interface Places {
  /** The position so many characters behind the start of a piece of the text. */
  at(piece: string, skip?: number): Position;
  /** The range of a piece of the text. */
  range(piece: string): Range;
  offsetAt(position: Position): number;
  /** The text of a range. */
  textOf(range: Range): string;
}

function placesIn(text: string, encoding: 'utf-16' | 'utf-8'): Places {
  const width = (piece: string): number => (encoding === 'utf-8' ? Buffer.byteLength(piece) : piece.length);
  const position = (offset: number): Position => {
    const lines = text.slice(0, offset).split('\n');
    return { line: lines.length - 1, character: width(lines.at(-1) ?? '') };
  };
  const offset = ({ line, character }: Position): number => {
    const lines = text.split('\n');
    const before = lines.slice(0, line).reduce((sum, each) => sum + each.length + 1, 0);
    const units = [...(lines[line] ?? '')];
    const within = units.findIndex((_, i) => width(units.slice(0, i).join('')) >= character);
    return before + (within < 0 ? units : units.slice(0, within)).join('').length;
  };
  const indexOf = (piece: string): number => {
    const index = text.indexOf(piece);
    if (index < 0) throw new Error(`"${piece}" is not in the text.`);
    return index;
  };
  return {
    at: (piece, skip = 0) => position(indexOf(piece) + skip),
    range: (piece) => ({ start: position(indexOf(piece)), end: position(indexOf(piece) + piece.length) }),
    offsetAt: offset,
    textOf: ({ start, end }) => text.slice(offset(start), offset(end)),
  };
}

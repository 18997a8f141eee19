import { afterEach } from 'vitest';
import type { ClientCapabilities, Diagnostic, Range } from 'vscode-languageserver/node';
import { bundleServer, type Editor, startEditor } from './editor.ts';

export const uri = 'file:///lab/pair.topo';

/** Passive copper over 3 m where 2 m is its reach. The cable's name stands at 8:25 to 8:39, the digit of the length at 8:51. */
export const tooFar = `import nvidia
import cables

row Pair {
  a : nvidia.QM9700
  b : nvidia.QM9700
  fabric Link {
    role = scale_out
    link up : a -- b via cables.Dac400G { length = 3m }
  }
}
`;

/** The server is bundled once for the tests of a file. */
const once: { bundle?: Promise<string> } = {};

/** Gives the tests of a file editors with a server each, which are stopped after each test. */
export function useEditors(): (capabilities?: ClientCapabilities, options?: unknown) => Promise<Editor> {
  const running: Editor[] = [];
  afterEach(async () => {
    for (const editor of running.splice(0)) await editor.stop();
  });
  return async (capabilities, options) => {
    once.bundle ??= bundleServer();
    const editor = await startEditor(await once.bundle, capabilities, options);
    running.push(editor);
    return editor;
  };
}

export function codes(diagnostics: readonly Diagnostic[]): readonly unknown[] {
  return diagnostics.map((each) => each.code);
}

export function range(line: number, character: number, endLine: number, endCharacter: number): Range {
  return { start: { line, character }, end: { line: endLine, character: endCharacter } };
}

/** The same with letters of three and four bytes before everything that is asked. */
export const wideLab = `import nvidia
/* 線🚀 */ import cables

/* 架🚀 */ rack Pair {
  label = "機架🚀"  a : nvidia.QM9700
  /* 🚀 */ b : nvidia.QM9700
  fabric Link {
    role = scale_out
    /* 長😀é */ link up : a -- b via cables.Dac400G { length = 3m }
  }
}
`;

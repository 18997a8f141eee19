import { type Analysis, analyse } from '../../checks/analyse.ts';
import { createProgram, type SourceCache } from '../../model/program.ts';
import { filesFor, type Input } from './inputs.ts';

/** One file that was checked. */
export interface Checked {
  readonly input: Input;
  readonly analysis: Analysis;
}

/** Analyses each input as the editor does, each by itself. */
export function checkInputs(inputs: readonly Input[]): readonly Checked[] {
  const files = filesFor(inputs);
  const cache: SourceCache = new Map();
  return inputs.flatMap((input) => {
    const analysis = analyse(createProgram(files, cache), input.location, (rule, error) => {
      const reason = error instanceof Error ? error.stack : String(error);
      process.stderr.write(`topo: the check ${rule} failed on ${input.path}: ${reason}\n`);
    });
    return analysis ? [{ input, analysis }] : [];
  });
}

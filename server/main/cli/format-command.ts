import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { applied, formattingEdits } from '../../ide/format.ts';
import { readSource } from '../../model/source.ts';
import { filesFor, findInputs, type Input, STANDARD_INPUT } from './inputs.ts';

/**
 * `topo format`: writes files in the one form; standard input is written to standard output. With `--check` it writes
 * nothing, names the files that are not in that form, and exits with 1 where there is one. What is broken in a file stays
 * as it is, and is named.
 */
export function formatCommand(args: readonly string[], isCheck: boolean): number {
  const inputs = findInputs(args);
  const files = filesFor(inputs);
  let isStale = false;
  for (const input of inputs) {
    const read = files.read(input.location);
    if (read === undefined) throw new Error(`cannot read ${input.path}: it is no text that can be read`);
    const text = String(read);
    const source = readSource(input.location, text);
    const written = applied(text, formattingEdits(source));
    const [fault] = source.parsed.faults;
    if (fault) process.stderr.write(`${input.path}:${lineOf(text, fault.start)}: left as it is: ${fault.message}\n`);
    isStale ||= written !== text;
    if (isCheck) process.stdout.write(written === text ? '' : `${input.path}\n`);
    else write(input, text, written);
  }
  return isCheck && isStale ? 1 : 0;
}

function write({ path, location }: Input, text: string, written: string): void {
  if (path === STANDARD_INPUT) process.stdout.write(written);
  else if (written !== text) {
    writeFileSync(fileURLToPath(location), written);
    process.stdout.write(`${path}\n`);
  }
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split(/\r\n|\n|\r/).length;
}

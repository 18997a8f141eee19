import { readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { checkCommand } from './cli/check-command.ts';
import { explainCommand } from './cli/explain-command.ts';
import { formatCommand } from './cli/format-command.ts';
import { UsageError } from './cli/inputs.ts';
import { reportCommand } from './cli/report-command.ts';

const usage = `Usage:
  topo check FILES-OR-FOLDERS… [--format text|json|sarif|github] [--fail-on error|warning|information|never]
  topo report FILES… [--format text|json] [--explain]
  topo format FILES-OR-FOLDERS… [--check]
  topo explain RULE
"-" reads standard input.

Exit code: 0 when nothing is found, 1 with findings at or over --fail-on (default error) or with files that --check would
change, 2 when the command line is wrong or a file cannot be read.
`;

/** Runs the command line and says with which code to exit. */
async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      format: { type: 'string' },
      'fail-on': { type: 'string' },
      check: { type: 'boolean' },
      explain: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
      version: { type: 'boolean' },
    },
  });
  const [command, ...inputs] = positionals;
  if (values.version) return print(`topo ${version()}\n`);
  if (values.help) return print(usage);
  switch (command) {
    case 'check':
      return checkCommand(inputs, values.format ?? 'text', values['fail-on'] ?? 'error');
    case 'report':
      return reportCommand(inputs, values.format ?? 'text', values.explain ?? false);
    case 'format':
      return formatCommand(inputs, values.check ?? false);
    case 'explain':
      return explainCommand(inputs);
    case undefined:
      throw new UsageError('no command');
    default:
      throw new UsageError(`there is no command "${command}"`);
  }
}

/** The version in the manifest one folder above the bundle. */
function version(): string {
  const folder = dirname(realpathSync(process.argv[1] ?? ''));
  return JSON.parse(readFileSync(join(folder, '..', 'package.json'), 'utf8')).version;
}

function print(text: string): number {
  process.stdout.write(text);
  return 0;
}

function isUsage(error: unknown): error is Error {
  if (error instanceof UsageError) return true;
  return error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}

// A reader that closes its end early, as `topo check | head` does, is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

run(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.exitCode = 2;
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(isUsage(error) ? `topo: ${message}\n\n${usage}` : `topo: ${message}\n`);
  },
);

import { type Analysis, analyse } from '../../checks/analyse.ts';
import { type Severity, severities } from '../../checks/check.ts';
import { createProgram, type SourceCache } from '../../model/program.ts';
import { toGithub } from './github.ts';
import { filesFor, findInputs, type Input, UsageError } from './inputs.ts';
import { toJson } from './json.ts';
import { toSarif } from './sarif.ts';
import { toText } from './text.ts';

/** One file that was checked. */
export interface Checked {
  readonly input: Input;
  readonly analysis: Analysis;
}

const formats: Readonly<Record<string, (checked: readonly Checked[]) => string>> = {
  text: toText,
  json: toJson,
  sarif: toSarif,
  github: toGithub,
};

/** `topo check`: prints the findings and exits with 1 where one is at or over the threshold. */
export function checkCommand(args: readonly string[], format: string, failOn: string): number {
  const render = formats[format];
  if (!render) throw new UsageError(`--format is one of ${Object.keys(formats).join(', ')}; "${format}" is not`);
  const failing = failingSeverities(failOn);
  const checked = checkInputs(findInputs(args));
  process.stdout.write(render(checked));
  const fails = checked.some(({ analysis }) => analysis.findings.some(({ severity }) => failing.includes(severity)));
  return fails ? 1 : 0;
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

function failingSeverities(failOn: string): readonly Severity[] {
  if (failOn === 'never') return [];
  const at = (severities as readonly string[]).indexOf(failOn);
  if (at < 0 || failOn === 'hint') {
    throw new UsageError(`--fail-on is one of error, warning, information, never; "${failOn}" is not`);
  }
  return severities.slice(0, at + 1);
}

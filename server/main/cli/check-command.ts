import { type Severity, severities } from '../../checks/check.ts';
import { type Checked, checkInputs } from './checked.ts';
import { toGithub } from './github.ts';
import { findInputs, UsageError } from './inputs.ts';
import { toJson } from './json.ts';
import { toSarif } from './sarif.ts';
import { toText } from './text.ts';

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

function failingSeverities(failOn: string): readonly Severity[] {
  if (failOn === 'never') return [];
  const at = (severities as readonly string[]).indexOf(failOn);
  if (at < 0 || failOn === 'hint') {
    throw new UsageError(`--fail-on is one of error, warning, information, never; "${failOn}" is not`);
  }
  return severities.slice(0, at + 1);
}

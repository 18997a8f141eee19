import { explanationText } from '../../facts/report/explanation-text.ts';
import { reportText } from '../../facts/report/text.ts';
import { fileReport, type Report } from '../../facts/report.ts';
import { checkInputs } from './checked.ts';
import { findInputs, UsageError } from './inputs.ts';

/** `topo report`: prints the derived facts of each cluster; `explain` adds to the text from what each number follows. */
export function reportCommand(args: readonly string[], format: string, explain: boolean): number {
  if (format !== 'text' && format !== 'json') throw new UsageError(`--format is one of text, json; "${format}" is not`);
  if (explain && format !== 'text') throw new UsageError('--explain goes with --format text');
  const checked = checkInputs(findInputs(args));
  const files = checked.map(({ input, analysis }) => fileReport(analysis.model, analysis.source, input.path));
  const report: Report = { version: 1, files };
  process.stdout.write(format === 'json' ? `${JSON.stringify(report, undefined, 2)}\n` : reportText(report));
  for (const { input, analysis } of explain ? checked : []) {
    process.stdout.write(`\n${explanationText(analysis.model, analysis.source, input.path)}`);
  }
  return 0;
}

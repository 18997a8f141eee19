import { fileReport, type Report } from '../../facts/report.ts';
import { reportText } from '../../facts/report-text.ts';
import { checkInputs } from './checked.ts';
import { findInputs, UsageError } from './inputs.ts';

/** `topo report`: prints the derived facts of each cluster. */
export function reportCommand(args: readonly string[], format: string): number {
  if (format !== 'text' && format !== 'json') throw new UsageError(`--format is one of text, json; "${format}" is not`);
  const files = checkInputs(findInputs(args)).map(({ input, analysis }) =>
    fileReport(analysis.model, analysis.source, input.path),
  );
  const report: Report = { version: 1, files };
  process.stdout.write(format === 'json' ? `${JSON.stringify(report, undefined, 2)}\n` : reportText(report));
  return 0;
}

import { styleText } from 'node:util';
import type { Severity } from '../../checks/check.ts';
import type { Finding } from '../../checks/findings.ts';
import { createLines } from '../../lsp/text.ts';
import type { Checked } from './checked.ts';

const colours = { error: 'red', warning: 'yellow', information: 'blue', hint: 'gray' } as const;

/** Findings as `path:line:col: severity rule: message`; on a terminal with the source line, a caret and a summary. */
export function toText(checked: readonly Checked[]): string {
  const onTerminal = process.stdout.isTTY === true;
  const lines = checked.flatMap((each) => fileLines(each, onTerminal));
  return [...lines, ...(onTerminal ? [summary(checked)] : [])].map((line) => `${line}\n`).join('');
}

function fileLines({ input, analysis }: Checked, onTerminal: boolean): readonly string[] {
  const { text } = analysis.source;
  const position = createLines(text, 'utf-16').positionAt;
  const rows = String(text).split(/\r\n|\n|\r/);
  return analysis.findings.flatMap((finding) => {
    const { line, character } = position(finding.at.start);
    const severity = onTerminal ? styleText(colours[finding.severity], finding.severity) : finding.severity;
    const head = `${input.path}:${line + 1}:${character + 1}: ${severity} ${finding.rule}: ${finding.message}`;
    return onTerminal ? [head, ...excerpt(rows[line] ?? '', character, finding)] : [head];
  });
}

/** The source line with a caret under the finding; tabs are kept so that the caret stays below its text. */
function excerpt(row: string, character: number, { at, severity }: Finding): readonly string[] {
  const blank = row.slice(0, character).replace(/[^\t]/g, ' ');
  const length = Math.max(1, Math.min(at.end - at.start, row.length - character));
  return [`  ${row}`, `  ${blank}${styleText(colours[severity], '^'.repeat(length))}`];
}

function summary(checked: readonly Checked[]): string {
  const findings = checked.flatMap(({ analysis }) => analysis.findings);
  const count = (severity: Severity): number => findings.filter((finding) => finding.severity === severity).length;
  const plural = (number: number, word: string): string => `${number} ${word}${number === 1 ? '' : 's'}`;
  return `${plural(checked.length, 'file')} checked: ${plural(count('error'), 'error')}, ${plural(count('warning'), 'warning')}, ${count('information')} information, ${plural(count('hint'), 'hint')}`;
}

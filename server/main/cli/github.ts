import type { Severity } from '../../checks/check.ts';
import { createLines } from '../../lsp/text.ts';
import type { Checked } from './checked.ts';

/** GitHub shows at most this many annotations of one kind and step. */
const MOST_PER_KIND = 10;

const commands: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  information: 'notice',
  hint: 'notice',
};

/** The findings as GitHub workflow annotations; what goes beyond the limit of a kind is counted in a last line. */
export function toGithub(checked: readonly Checked[]): string {
  const counts = new Map<string, number>();
  const lines: string[] = [];
  for (const { input, analysis } of checked) {
    const position = createLines(analysis.source.text, 'utf-16').positionAt;
    for (const { severity, rule, message, at } of analysis.findings) {
      const command = commands[severity];
      const count = (counts.get(command) ?? 0) + 1;
      counts.set(command, count);
      if (count > MOST_PER_KIND) continue;
      const [start, end] = [position(at.start), position(at.end)];
      const columns = start.line === end.line ? `,col=${start.character + 1},endColumn=${end.character + 1}` : '';
      const where = `file=${property(input.path)},line=${start.line + 1},endLine=${end.line + 1}${columns}`;
      lines.push(`::${command} ${where},title=${property(rule)}::${escaped(message)}`);
    }
  }
  for (const [command, count] of counts) {
    if (count > MOST_PER_KIND)
      lines.push(`${count - MOST_PER_KIND} more findings of kind ${command} are not annotated.`);
  }
  return lines.map((line) => `${line}\n`).join('');
}

function escaped(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return escaped(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

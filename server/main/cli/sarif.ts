import { checks } from '../../checks/all.ts';
import type { Severity } from '../../checks/check.ts';
import type { Finding } from '../../checks/findings.ts';
import { createLines, type Lines } from '../../lsp/text.ts';
import type { Checked } from './checked.ts';

const levels: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
};

/** The findings as SARIF 2.1.0; a waived one is a suppression with its justification. */
export function toSarif(checked: readonly Checked[]): string {
  const results = checked.flatMap(({ input, analysis }) => {
    const position = createLines(analysis.source.text, 'utf-16').positionAt;
    const uri = encodeURI(input.path);
    const found = analysis.findings.map((finding) => resultOf(finding, uri, position));
    const waived = analysis.waived.map(({ finding, reason }) => ({
      ...resultOf(finding, uri, position),
      suppressions: [{ kind: 'inSource', justification: reason }],
    }));
    return [...found, ...waived];
  });
  const rules = checks.map(({ id, severity, docs }) => ({
    id,
    shortDescription: { text: docs.summary },
    fullDescription: { text: docs.why },
    defaultConfiguration: { level: levels[severity] },
  }));
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{ tool: { driver: { name: 'topo', rules } }, columnKind: 'utf16CodeUnits', results }],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function resultOf(finding: Finding, uri: string, position: Lines['positionAt']): object {
  const { rule, severity, message, at, count } = finding;
  const [start, end] = [position(at.start), position(at.end)];
  const region = {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
  return {
    ruleId: rule,
    level: levels[severity],
    message: { text: message },
    locations: [{ physicalLocation: { artifactLocation: { uri }, region } }],
    occurrenceCount: Math.max(1, count),
  };
}

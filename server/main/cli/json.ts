import type { Finding } from '../../checks/findings.ts';
import { createLines, type Lines } from '../../lsp/text.ts';
import type { Checked } from './checked.ts';

/** The findings as JSON, version 1. Lines and UTF-16 characters count from 0. */
export function toJson(checked: readonly Checked[]): string {
  const files = checked.map(({ input, analysis }) => {
    const at = createLines(analysis.source.text, 'utf-16').positionAt;
    return { path: input.path, findings: analysis.findings.map((finding) => findingToJson(finding, at)) };
  });
  return `${JSON.stringify({ version: 1, files }, undefined, 2)}\n`;
}

function findingToJson({ rule, severity, message, at, count, fixes }: Finding, position: Lines['positionAt']): object {
  return {
    rule,
    severity,
    message,
    range: { start: position(at.start), end: position(at.end) },
    count,
    fixes: fixes.map(({ title }, i) => ({ title, preferred: i === 0 })),
  };
}

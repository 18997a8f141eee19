import { type Diagnostic, DiagnosticSeverity, DiagnosticTag, type Location } from 'vscode-languageserver';
import { sameText } from '../../grammar/text.ts';
import type { Severity } from '../checks/check.ts';
import type { Finding } from '../checks/findings.ts';
import type { Place, Source } from '../model/source.ts';
import type { ClientSupport } from './client-support.ts';
import type { Documents } from './documents.ts';
import type { RuleChoices } from './settings.ts';
import { createLines, type Lines } from './text.ts';
import { normaliseUri } from './uri.ts';

/** Shows findings and places in the terms of the protocol. */
export interface Translation {
  linesOf(source: Source): Lines;
  locationOf(place: Place): Location;
  /** The page of a rule; undefined where the project's repository is not known. */
  pageOf(rule: string): string | undefined;
  /** Undefined for a finding whose rule the user turned off. */
  diagnosticOf(finding: Finding, choices: RuleChoices): Diagnostic | undefined;
}

export function createTranslation(
  documents: Documents,
  support: ClientSupport,
  repository: string | undefined,
): Translation {
  const known = new WeakMap<Source, Lines>();
  const linesOf = (source: Source): Lines => {
    const open = documents.get(source.location)?.lines;
    const kept = known.get(source);
    const lines =
      [open, kept].find((each) => each && sameText(each.text, source.text)) ??
      createLines(source.text, support.encoding);
    known.set(source, lines);
    return lines;
  };
  const locationOf = (place: Place): Location => ({
    uri: documents.get(place.source.location)?.uri ?? normaliseUri(place.source.location),
    range: linesOf(place.source).rangeOf(place),
  });
  return {
    linesOf,
    locationOf,
    pageOf: (rule) => (repository ? pageOf(repository, rule) : undefined),
    diagnosticOf(finding, choices) {
      const severity = choices.get(finding.rule) ?? finding.severity;
      if (severity === 'off') return undefined;
      const location = locationOf(finding.at);
      return {
        range: location.range,
        severity: severityNumbers[severity],
        code: finding.rule,
        ...(support.codeDescription && repository
          ? { codeDescription: { href: pageOf(repository, finding.rule) } }
          : {}),
        source: 'topo',
        message: finding.message,
        ...(support.tags && finding.rule === 'name.unused' ? { tags: [DiagnosticTag.Unnecessary] } : {}),
        ...(support.relatedInformation ? relatedOf(finding, location, locationOf) : {}),
      };
    },
  };
}

/** Where a finding leads to. What stands on its own line the reader sees, and in a long list it was three tenths of the answer. */
function relatedOf(
  { related }: Finding,
  { uri, range }: Location,
  locationOf: Translation['locationOf'],
): Pick<Diagnostic, 'relatedInformation'> {
  const elsewhere = related
    .map(({ at, message }) => ({ location: locationOf(at), message }))
    .filter(({ location }) => location.uri !== uri || location.range.start.line !== range.start.line);
  return elsewhere.length === 0 ? {} : { relatedInformation: elsewhere };
}

/** The page of a rule in the project's repository. */
function pageOf(repository: string, rule: string): string {
  return `${repository}/blob/main/docs/rules/${rule}.md`;
}

const severityNumbers: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

import type { Diagnostic, Position, Range } from 'vscode-languageserver';
import { changeBetween } from '../../grammar/text-change.ts';
import type { Analysis } from '../checks/analyse.ts';
import type { Finding } from '../checks/findings.ts';
import type { Translation } from './diagnostics.ts';
import type { Documents, OpenDocument } from './documents.ts';
import type { RuleChoices } from './settings.ts';
import type { Lines } from './text.ts';

/** The diagnostics of a document, and what they rest on. */
export interface Told {
  readonly findings: readonly Finding[];
  /** One for each finding; undefined for those of rules that are turned off. */
  readonly diagnostics: readonly (Diagnostic | undefined)[];
  readonly lines: Lines;
  readonly choices: RuleChoices;
  /** Of all open documents: places are told in the spelling of the client. */
  readonly uris: readonly string[];
}

/**
 * Tells the findings of a document. At a key most of them are those that were told last, on lines that have not changed:
 * of these the diagnostics are the same objects.
 */
export function tell(
  documents: Documents,
  { diagnosticOf }: Translation,
  { uri, lines }: OpenDocument,
  { findings }: Analysis,
  choices: RuleChoices,
  last: Told | undefined,
): Told {
  const uris = documents.all().map((each) => each.uri);
  const areNamedAsBefore = last?.uris.length === uris.length && uris.every((each, i) => each === last.uris[i]);
  const known = last?.choices === choices && areNamedAsBefore ? last : undefined;
  const stands = known && standing(uri, known.lines, lines);
  // Both rows are in the order of the text: what was told is looked for behind what was found last.
  let from = 0;
  const diagnostics = findings.map((finding) => {
    const place = known?.findings.indexOf(finding, from) ?? -1;
    if (place >= 0) from = place + 1;
    const before = known?.diagnostics[place];
    return before && stands?.(before) ? before : diagnosticOf(finding, choices);
  });
  return { findings, diagnostics, lines, choices, uris };
}

/** Tells of a diagnostic whether all its places in a document are where they were before the document changed. */
function standing(uri: string, before: Lines, now: Lines): (diagnostic: Diagnostic) => boolean {
  const isUnmoved = unmoved(before, now);
  const stands = ({ start, end }: Range): boolean => isUnmoved(start) && isUnmoved(end);
  return ({ range, relatedInformation = [] }) =>
    stands(range) && relatedInformation.every(({ location }) => location.uri !== uri || stands(location.range));
}

/** Tells of a position in a text whether what stands there stands there still, in a text that has come of it. */
function unmoved(before: Lines, now: Lines): (position: Position) => boolean {
  const { start, oldEnd } = changeBetween(before.text, now.text);
  // A line break may come to be, or to end, one character beside the change.
  const first = before.positionAt(start).line - 1;
  const last = before.positionAt(oldEnd).line + 1;
  const isRenumbered = lastLine(before) !== lastLine(now);
  return ({ line }) => line < first || (line > last && !isRenumbered);
}

function lastLine({ text, positionAt }: Lines): number {
  return positionAt(text.length).line;
}

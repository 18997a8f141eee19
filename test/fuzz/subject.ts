import type { Text } from '../../grammar/text.ts';
import { type Analysis, analyse } from '../../server/checks/analyse.ts';
import type { Finding } from '../../server/checks/findings.ts';
import { createAnalyses } from '../../server/lsp/analyses.ts';
import { createDocuments } from '../../server/lsp/documents.ts';
import { createLines } from '../../server/lsp/text.ts';
import { createProgram, type SourceCache } from '../../server/model/program.ts';
import type { Place } from '../../server/model/source.ts';
import { applied, type Edit } from './edits.ts';

/** A document that takes edits in, beside another that imports it. */
export interface Subject {
  /** Opens the document anew. */
  open(text: string): void;
  /** Takes edits in, one after the other, as one message of an editor. */
  change(edits: readonly Edit[]): void;
  text(): string;
  /** What is known of a document after all its changes. */
  analysis(of?: Name): Analysis;
  /** What is known of the same text when nothing was known before. */
  fresh(of?: Name): Analysis;
}

export type Name = 'edited' | 'importer';

const importer = `import "./edited.topo" as self
rack Mine : self.K { let n = 3 }
row Row { k[2] : self.Compute  r : self.Rack  m : Mine }
cluster Around { hall : self.H  row : Row }
`;

/** The parts of the server between the protocol and the checks: its documents, and its analyses of them. */
export function createSubject(): Subject {
  const documents = createDocuments('utf-16');
  const uriOf = (name: Name): string => `file:///lab/${name}.topo`;
  const open = (name: Name, text: string): void => {
    documents.open({ textDocument: { uri: uriOf(name), languageId: 'topo', version: 1, text } });
  };
  const read = (location: string): Text | undefined => documents.get(location)?.lines.text;
  const analyses = createAnalyses({ read }, new Map(), rethrow);
  const catalog: SourceCache = new Map();
  open('importer', importer);
  return {
    open(text) {
      const uri = uriOf('edited');
      analyses.drop(documents.close({ textDocument: { uri } })?.location ?? '');
      open('edited', text);
    },
    change(edits) {
      const uri = uriOf('edited');
      const version = (documents.get(uri)?.version ?? 0) + 1;
      documents.change({ textDocument: { uri, version }, contentChanges: changesOf(String(read(uri) ?? ''), edits) });
    },
    text: () => String(read(uriOf('edited')) ?? ''),
    analysis: (name = 'edited') => there(analyses.of(uriOf(name))?.analysis),
    fresh(name = 'edited') {
      catalog.delete(uriOf('edited'));
      catalog.delete(uriOf('importer'));
      return there(analyse(createProgram({ read }, catalog), uriOf(name), rethrow));
    },
  };
}

/** Edits in the terms of the protocol. A place within a line break cannot be said: then the whole text is sent. */
function changesOf(start: string, edits: readonly Edit[]): { range?: ReturnType<typeof rangeIn>; text: string }[] {
  let text = start;
  return edits.map((edit) => {
    const range = rangeIn(text, edit);
    text = applied(text, edit);
    return range ? { range, text: edit.text } : { text };
  });
}

function rangeIn(text: string, edit: Edit): { start: Position; end: Position } | undefined {
  const lines = createLines(text, 'utf-16');
  const range = lines.rangeOf(edit);
  const { start, end } = lines.spanOf(range);
  return start === edit.start && end === edit.end ? range : undefined;
}

interface Position {
  readonly line: number;
  readonly character: number;
}

function there(analysis: Analysis | undefined): Analysis {
  if (!analysis) throw new Error('There is no text.');
  return analysis;
}

function rethrow(rule: string, error: unknown): never {
  throw new Error(`The check ${rule} failed.`, { cause: error });
}

/** All that is known, as text that can be compared: the tree, its faults, and all that is found. */
export function told({ source, findings, waived }: Analysis): string {
  return JSON.stringify([
    source.parsed.file,
    source.parsed.faults,
    findings.map(toldFinding),
    waived.map(({ finding, reason }) => [toldFinding(finding), reason]),
  ]);
}

function toldFinding({ rule, severity, at, message, count, related }: Finding): unknown {
  return [rule, severity, toldPlace(at), message, count, related.map((each) => [toldPlace(each.at), each.message])];
}

function toldPlace({ source, start, end }: Place): string {
  return `${source.location} ${start} ${end}`;
}

import type { Diagnostic } from 'vscode-languageserver';
import type { Model } from '../model/model.ts';
import { areAlike } from './alike.ts';
import type { Analyses, Checked } from './analyses.ts';
import type { Translation } from './diagnostics.ts';
import type { Documents, OpenDocument } from './documents.ts';
import type { Settings } from './settings.ts';
import { type Told, tell } from './told.ts';

/** The diagnostics of one document, and a name for exactly them. */
export interface Report {
  readonly document: OpenDocument;
  readonly id: string;
  readonly items: readonly Diagnostic[];
}

/** Makes the diagnostics of open documents, whoever asks for them. */
export interface Reports {
  /** Undefined for a document that was closed meanwhile. */
  of(document: OpenDocument): Promise<Report | undefined>;
  /** The open documents whose diagnostics rest on a location. */
  readersOf(location: string): readonly OpenDocument[];
  drop(location: string): void;
}

/** Told after each analysis of an open document, with the number of its diagnostics. */
export type OnChecked = (document: OpenDocument, checked: Checked, findings: number) => void;

export function createReports(
  documents: Documents,
  analyses: Analyses,
  settings: Settings,
  translation: Translation,
  ready: (uri: string) => Promise<void>,
  onChecked: OnChecked,
): Reports {
  // Ids of another run of the server must not be mistaken for ours.
  const session = Date.now().toString(36);
  const latest = new Map<string, Pick<Report, 'id' | 'items'>>();
  // Nothing here keeps an analysis alive when there is another: that of a long file is large.
  const toldOf = new WeakMap<Model, Told>();
  const reported = new WeakSet<Checked>();
  let count = 0;

  const of = async (asked: OpenDocument): Promise<Report | undefined> => {
    const choices = await settings.of(asked.uri);
    await ready(asked.uri);
    // The document may have changed while others were asked: the newest text counts.
    const document = documents.get(asked.uri);
    const checked = document && analyses.of(document.location);
    if (!document || !checked) return undefined;
    const { analysis } = checked;
    const told = tell(documents, translation, document, analysis, choices, toldOf.get(analysis.model));
    toldOf.set(analysis.model, told);
    const items = told.diagnostics.filter((each) => each !== undefined);
    const known = latest.get(document.location);
    const id = known && areAlike(known.items, items) ? known.id : `${session}-${++count}`;
    latest.set(document.location, { id, items });
    if (!reported.has(checked) || known?.id !== id) onChecked(document, checked, items.length);
    reported.add(checked);
    return { document, id, items };
  };

  return {
    of,
    readersOf: (location) =>
      documents.all().filter((each) => each.location !== location && analyses.reads(each.location, location)),
    drop(location) {
      analyses.drop(location);
      latest.delete(location);
    },
  };
}

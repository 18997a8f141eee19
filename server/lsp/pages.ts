import { fileName } from '../facts/file-name.ts';
import { manualPage } from '../ide/manual.ts';
import { pageOn } from '../ide/pages.ts';
import type { Session } from './session.ts';
import { normaliseUri } from './uri.ts';

/** The scheme under which an editor opens a page on a declaration. */
export const pageScheme = 'topo-page';

/**
 * The address of a page: its kind, the declaration, and the document in the query. An editor shows its last part as the
 * title of the tab.
 */
export function pageUri(kind: string, declaration: string, document: string): string {
  return `${pageScheme}:/${kind}/${encodeURIComponent(declaration)}.md?${encodeURIComponent(document)}`;
}

/** The address of a page of the manual: it is the same for all documents. */
export function manualUri(page: string): string {
  return `${pageScheme}:/manual/${page}.md`;
}

function manualIn(uri: string): string | undefined {
  const [, page] = /^topo-page:\/+manual\/([\w.]+)\.md$/.exec(uri) ?? [];
  return page === undefined ? undefined : manualPage(page);
}

interface PageAddress {
  readonly kind: string;
  readonly declaration: string;
  readonly document: string;
}

/** Reads the address of a page in whatever spelling an editor gives it. */
export function pageAddress(uri: string): PageAddress | undefined {
  const [, kind, declaration, document] = /^topo-page:\/+([\w-]+)\/([^/?#]+)\.md\?(.+)$/.exec(uri) ?? [];
  if (kind === undefined || declaration === undefined || document === undefined) return undefined;
  return { kind, declaration: decodeURIComponent(declaration), document: decodeURIComponent(document) };
}

/** The text of a page as its document stands now; undefined for what is no page. */
export async function pageText({ analyses, ready }: Session, uri: string): Promise<string | undefined> {
  const address = pageAddress(uri);
  if (!address) return manualIn(uri);
  const { kind, declaration, document } = address;
  await ready(document);
  await analyses.settled(normaliseUri(document));
  const analysis = analyses.of(normaliseUri(document))?.analysis;
  const page = analysis && pageOn(analysis, kind, declaration);
  return page ?? `There is no ${declaration} in ${fileName(document)} any more.\n`;
}

import { createRecent } from './recent.ts';

const parts = /^([A-Za-z][A-Za-z0-9+.-]*:)(\/\/[^/?#]*)?([^?#]*)(.*)$/s;
const drive = /^\/([A-Za-z])(?::|%3A)(?=\/|$)/i;

/**
 * One spelling for each URI: editors differ in what they percent-encode and in the case of drive letters
 * (`file:///C:/lab`, `file:///c%3A/lab`). Locations inside the server are spelled so; clients are answered in the
 * spelling with which they opened a document.
 */
export function normaliseUri(uri: string): string {
  const known = spellings.get(uri);
  if (known !== undefined) return known;
  const normal = spelled(uri);
  spellings.set(uri, normal);
  return normal;
}

/** A few files are asked for again and again. */
const spellings = createRecent<string, string>(1000);

function spelled(uri: string): string {
  const [, scheme, authority = '', path = '', rest = ''] = parts.exec(uri) ?? [];
  if (scheme === undefined) return uri;
  const lowered = path.replace(drive, (_, letter: string) => `/${letter.toLowerCase()}:`);
  return `${scheme.toLowerCase()}${authority.toLowerCase()}${lowered.split('/').map(respelled).join('/')}${rest}`;
}

function respelled(segment: string): string {
  try {
    return encodeURIComponent(decodeURIComponent(segment));
  } catch {
    // A percent sign that encodes nothing stays as it is.
    return segment;
  }
}

/**
 * A text without what tells whose it is: paths, addresses and quoted names. The names of our own bundles stay, because they
 * say where in the program something went wrong.
 */
export function redacted(text: string): string {
  return text
    .replaceAll(addresses, (address) => kept(address) ?? '<address>')
    .replaceAll(paths, (path) => kept(path) ?? '<path>')
    .replaceAll(/"[^"\n]*"/g, '"…"');
}

const addresses = /\b[a-z][a-z0-9+.-]{0,20}:\/{1,3}[^\s"')]+/gi;
/** From a drive or a slash that begins a path, up to a blank or a bracket. */
const paths = /(?<![\w<.])(?:[A-Za-z]:[\\/]|\\\\|~?\/)[^\s"'():,]+/g;

/** `dist/server.js:12:34` of any path that leads there. */
function kept(path: string): string | undefined {
  return /\bdist[\\/][\w-]+\.c?js(?::\d+)*/.exec(path)?.[0];
}

import type { Import } from '../../grammar/ast.ts';
import { sameText } from '../../grammar/text.ts';
import { catalogLocation, catalogText } from '../catalog/modules.ts';
import { type Files, readSource, type Source } from './source.ts';

/** A file with all that it imports: the unit of analysis. Sources are parsed once for each text. */
export interface Program {
  /** The file at a location, or undefined where there is none. */
  source(location: string): Source | undefined;
  /** Where an import leads, whether or not a file is there; undefined when it names nothing that can be a file. */
  target(from: Source, node: Import): string | undefined;
  /** The name under which an import is used: its alias, else the base name of its target. */
  importName(node: Import): string | undefined;
}

/** Parsed files by location, kept from one analysis to the next so that unchanged text is not parsed again. */
export interface SourceCache {
  get(location: string): Source | undefined;
  set(location: string, source: Source): unknown;
  delete(location: string): unknown;
}

/** A program over the given files. Locations of the built-in catalog are answered without them. */
export function createProgram(files: Files, cache: SourceCache = new Map()): Program {
  const seen = new Map<string, Source | undefined>();
  const source = (location: string): Source | undefined => {
    if (seen.has(location)) return seen.get(location);
    const text = catalogText(location) ?? files.read(location);
    const cached = cache.get(location);
    const found =
      text === undefined ? undefined : cached && sameText(cached.text, text) ? cached : readSource(location, text);
    if (found) cache.set(location, found);
    else cache.delete(location);
    seen.set(location, found);
    return found;
  };
  return { source, target: importTarget, importName };
}

function importTarget(from: Source, node: Import): string | undefined {
  if (!node.target) return undefined;
  if ('value' in node.target) return resolveLocation(from.location, node.target.value);
  return catalogLocation(node.target.text);
}

/** The first import of a file that is used under a name. */
export function importNamed({ imports }: Source, name: string | undefined): Import | undefined {
  const known = importsByName.get(imports) ?? new Map(imports.toReversed().map((node) => [importName(node), node]));
  importsByName.set(imports, known);
  return known.get(name);
}

/** Each reference to a type looks for its import, and of both there may be very many. */
const importsByName = new WeakMap<readonly Import[], ReadonlyMap<string | undefined, Import>>();

function importName(node: Import): string | undefined {
  const known = importNames.get(node);
  if (known) return known.name;
  const name = nameOfImport(node);
  importNames.set(node, { name });
  return name;
}

/** Asked for at each reference to a type. */
const importNames = new WeakMap<Import, { readonly name: string | undefined }>();

function nameOfImport(node: Import): string | undefined {
  if (node.alias) return node.alias.text;
  if (!node.target) return undefined;
  if (!('value' in node.target)) return node.target.text;
  const base = node.target.value.split('/').at(-1) ?? '';
  return base.replace(/\.topo$/, '');
}

/** Resolves a path relative to the file that names it; both are written with `/`. */
function resolveLocation(from: string, path: string): string | undefined {
  if (path === '') return undefined;
  const scheme = /^[A-Za-z][A-Za-z0-9+.-]+:(?:\/\/[^/]*)?/.exec(from)?.[0] ?? '';
  if (path.startsWith('/')) return scheme + path;
  const segments = from.slice(scheme.length).split('/').slice(0, -1);
  for (const segment of path.split('/')) {
    if (segment === '..') {
      if (segments.length > 0 && segments.at(-1) !== '' && segments.at(-1) !== '..') segments.pop();
      else if (segments.at(-1) !== '') segments.push('..');
    } else if (segment !== '.' && segment !== '')
      segments.push(scheme ? encodeURIComponent(segment.toWellFormed()) : segment);
  }
  return scheme + segments.join('/');
}

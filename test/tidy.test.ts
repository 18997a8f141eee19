import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { transform } from 'esbuild';
import { describe, expect, test } from 'vitest';

// What keeps the tree in order, beyond what the compiler and the linter see. Each list names what is wrong: it is empty.

const project = join(import.meta.dirname, '..');
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
  cwd: project,
  encoding: 'utf8',
})
  .split('\0')
  .filter((path) => path !== '' && existsSync(join(project, path)));
const sources = files.filter((path) => path.endsWith('.ts'));
const configs = ['vitest.config.ts', 'esbuild.config.ts', 'esbuild.engine.ts', 'server/catalog/topo-text.d.ts'];

function read(path: string): string {
  return readFileSync(join(project, path), 'utf8');
}

/** The modules that a source file names: of packages as they are written, of ours as paths from the project's folder. */
function importsOf(path: string): readonly string[] {
  return importsIn(path, read(path));
}

function importsIn(path: string, text: string): readonly string[] {
  return [...text.matchAll(/\b(?:from|import)\s*\(?\s*'([^']+)'/g)].map(([, name = '']) =>
    name.startsWith('.') ? posix.normalize(posix.join(dirname(path), name)) : name,
  );
}

/** Those that are there when the program runs: without the imports of types. */
function importsAtWork(path: string): readonly string[] {
  const ofTypes = /^(?:import|export) type\b[^;]*;$/gm;
  return importsIn(path, read(path).replaceAll(ofTypes, ''));
}

/** Where a package is imported that is not one of these places. */
function importedOutside(isPackage: (name: string) => boolean, places: readonly string[]): readonly string[] {
  return sources.filter(
    (path) => !places.some((place) => path.startsWith(`${place}/`)) && importsOf(path).some(isPackage),
  );
}

describe('imports', () => {
  test('Chevrotain only in the grammar', () => {
    expect(importedOutside((name) => name.startsWith('chevrotain'), ['grammar', 'test/grammar'])).toEqual([]);
  });

  test('the API of VS Code only in the client and in the tests inside of VS Code', () => {
    expect(importedOutside((name) => name === 'vscode', ['client', 'test/editor'])).toEqual([]);
  });

  test('the language server protocol only at the end of the way', () => {
    const places = ['server/lsp', 'server/main', 'test'];
    expect(importedOutside((name) => name.startsWith('vscode-languageserver'), places)).toEqual([]);
  });

  test('nothing of Node before the entries: all of it runs in a browser, too', () => {
    const independent = sources.filter((path) => /^(grammar|server)\//.test(path) && !path.startsWith('server/main/'));
    expect(independent.filter((path) => importsOf(path).some((name) => name.startsWith('node:')))).toEqual([]);
  });

  test('from the left only', () => {
    const way = ['units', 'schema', 'catalog', 'model', 'facts', 'checks', 'ide', 'lsp', 'main'];
    const folders = ['grammar/', ...way.map((name) => `server/${name}/`)];
    const stationOf = (path: string): number => folders.findIndex((folder) => path.startsWith(folder));
    const backward = sources.flatMap((path) =>
      stationOf(path) < 0
        ? []
        : importsOf(path)
            .filter((name) => stationOf(name) > stationOf(path))
            .map((name) => `${path} imports ${name}`),
    );
    expect(backward).toEqual([]);
  });

  test('in no circle, types apart', () => {
    const done = new Set<string>();
    const circles: string[] = [];
    const visit = (path: string, trail: readonly string[]): void => {
      if (trail.includes(path)) circles.push([...trail.slice(trail.indexOf(path)), path].join(' → '));
      if (trail.includes(path) || done.has(path)) return;
      for (const name of importsAtWork(path)) if (sources.includes(name)) visit(name, [...trail, path]);
      done.add(path);
    };
    for (const path of sources) visit(path, []);
    expect(circles).toEqual([]);
  });

  test('the client speaks to the server, and imports nothing of it', () => {
    const client = sources.filter((path) => path.startsWith('client/'));
    expect(client.filter((path) => importsOf(path).some((name) => /^(grammar|server)\//.test(name)))).toEqual([]);
  });
});

describe('sources', () => {
  test('no module-level let, no default exports', async () => {
    const wrong = await Promise.all(
      sources
        .filter((path) => !configs.includes(path))
        .map(async (path) => {
          // Without template strings, a `let` of an embedded .topo text is on no line of its own.
          const supported = { 'template-literal': false };
          const { code } = await transform(read(path), { loader: 'ts', supported });
          return /^(?:export )?let\b|^export default\b|\bas default\b/m.test(code) ? [path] : [];
        }),
    );
    expect(wrong.flat()).toEqual([]);
  });

  test('no file is longer than 300 lines', () => {
    expect(sources.filter((path) => read(path).trimEnd().split('\n').length > 300)).toEqual([]);
  });

  test('names in kebab-case', () => {
    const known = ['README.md', 'ARCHITECTURE.md', 'CHANGELOG.md', 'LICENSE', 'syntaxes/topo.tmLanguage.json'];
    const kebab = /^\.?[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9]+(?:-[a-z0-9]+)*)*$/;
    // The pages of the rules are named as the rules are.
    const named = files.filter((path) => !known.includes(path) && !path.startsWith('docs/rules/'));
    const wrong = named.filter((path) => !path.split('/').every((part) => kebab.test(part)));
    expect(wrong).toEqual([]);
  });

  test('no names that say nothing', () => {
    const empty = /(?:^|[/.-])(?:utils?|helpers?|common|misc|managers?)(?:[/.-]|$)/;
    expect(files.filter((path) => empty.test(path))).toEqual([]);
  });

  test('nothing at the top that has no place there', () => {
    const top = new Set(files.map((path) => path.split('/', 1)[0] ?? ''));
    const dotted = ['.ci', '.gitignore', '.npmrc', '.vscode'];
    const folders = ['client', 'docs', 'examples', 'grammar', 'server', 'syntaxes', 'test'];
    const texts = ['ARCHITECTURE.md', 'CHANGELOG.md', 'LICENSE', 'README.md'];
    const tools = [
      'biome.json',
      'esbuild.config.ts',
      'esbuild.engine.ts',
      'gen.ts',
      'knip.json',
      'tsconfig.json',
      'vitest.config.ts',
    ];
    const packed = ['package.json', 'package-lock.json', 'package.nls.json'];
    const known = new Set([...dotted, ...folders, ...texts, ...tools, ...packed]);
    expect([...top].filter((name) => !known.has(name))).toEqual([]);
  });
});

describe('texts', () => {
  const texts = files.filter((path) => !/\.(?:png|vsix)$/.test(path) && path !== 'test/tidy.test.ts');

  test('no paths of a machine, no hosts of a registry', () => {
    const foreign = /(?<![\w.])\/(?:work|root|home|Users)\/|[A-Z]:\\\\?Users|registry\.(?:npmjs|yarnpkg)\./;
    expect(texts.filter((path) => foreign.test(read(path)))).toEqual([]);
  });

  test('the lock file names no host', () => {
    expect(read('package-lock.json')).not.toMatch(/"resolved":/);
  });
});

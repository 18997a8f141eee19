import { join, relative, sep } from 'node:path';
import { type BuildOptions, type BuildResult, build, type Plugin } from 'esbuild';

const project = import.meta.dirname;

/** What the server and the command line have in common: all from the text to what is known of it. */
const folders = [
  'grammar',
  ...['units', 'schema', 'catalog', 'model', 'facts', 'checks', 'ide'].map((name) => `server/${name}`),
];

/**
 * Builds the programs of one place with what they have in common in a file of its own, `engine.js` beside them: without it
 * each of them would bring a copy. It gives each module that a program imports under its path.
 */
export async function buildWithEngine(
  programs: readonly BuildOptions[],
  engine: BuildOptions,
): Promise<readonly BuildResult<{ metafile: true }>[]> {
  const wanted = new Set<string>();
  const plugins = [fromEngine(wanted)];
  const built = await Promise.all(programs.map((options) => build({ ...options, plugins, metafile: true })));
  const exported = [...wanted]
    .sort()
    .map((path, i) => [
      `import * as module${i} from './${path}';`,
      `export { module${i} as ${JSON.stringify(path)} };`,
    ]);
  const stdin = { contents: exported.flat().join('\n'), resolveDir: project, sourcefile: 'engine.ts' };
  return [...built, await build({ ...engine, stdin, metafile: true })];
}

/** Has a program take what is in the engine from there; notes which modules those are. */
function fromEngine(wanted: Set<string>): Plugin {
  return {
    name: 'from-engine',
    setup({ onLoad, onResolve }) {
      onResolve({ filter: /^\.\.?\//, namespace: 'file' }, ({ path, resolveDir }) => {
        const within = relative(project, join(resolveDir, path)).split(sep).join('/');
        if (!folders.some((folder) => within.startsWith(`${folder}/`))) return undefined;
        wanted.add(within);
        return { path: within, namespace: 'engine' };
      });
      onResolve({ filter: /^\.\/engine\.js$/, namespace: 'engine' }, ({ path }) => ({ path, external: true }));
      onLoad({ filter: /.*/, namespace: 'engine' }, ({ path }) => ({
        contents: `module.exports = require('./engine.js')[${JSON.stringify(path)}];`,
      }));
    },
  };
}

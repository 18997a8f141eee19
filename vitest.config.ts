import { readFile } from 'node:fs/promises';
import { defineConfig, type Plugin } from 'vitest/config';

export default defineConfig({
  plugins: [topoText()],
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/editor/**', '**/node_modules/**'],
    testTimeout: 30_000,
  },
});

/** Lets `import text from './parts.topo'` give the file's text, as the bundles do. */
function topoText(): Plugin {
  return {
    name: 'topo-text',
    enforce: 'pre',
    async load(id) {
      if (!id.endsWith('.topo')) return undefined;
      this.addWatchFile(id);
      return `export default ${JSON.stringify(await readFile(id, 'utf8'))};`;
    },
  };
}

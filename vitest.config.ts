import { readFile } from 'node:fs/promises';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [
    {
      name: 'topo-text',
      enforce: 'pre',
      async load(id) {
        const path = id.split('?', 1)[0] ?? id;
        if (!path.endsWith('.topo')) return null;
        return { code: `export default ${JSON.stringify(await readFile(path, 'utf8'))};`, map: null };
      },
    },
  ],
  test: { include: ['test/**/*.test.ts'] },
});

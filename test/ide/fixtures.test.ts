import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { runFixture, shownIn } from '../fixture.ts';
import { probes } from '../probes.ts';
import { ideSurveys } from './probes.ts';

/** A fixture shows what its name says: `lens.topo` every lens. Findings it shows only where a line `// shows: …` asks. */
test.each(globSync('*.topo', { cwd: import.meta.dirname }).sort())('%s', (name) => {
  const file = join(import.meta.dirname, name);
  const text = readFileSync(file, 'utf8');
  const { written } = runFixture(text, [basename(name, '.topo'), ...shownIn(text)], probes, ideSurveys);
  if (process.env.UPDATE && written !== text) writeFileSync(file, written);
  else expect(written).toBe(text);
});

import { expect, test } from 'vitest';
import { analyse } from '../../server/checks/analyse.ts';
import { createAnalyses } from '../../server/lsp/analyses.ts';
import { createProgram } from '../../server/model/program.ts';

const location = 'file:///lab/edited.topo';
const text = (comment: string): string => `switch Leaf { port port[16] { rate = 400Gbps } }

rack Compute {
  leaf[4] : Leaf
  link mesh : leaf[a] -- leaf[b]
// Each pair is linked twice, ${comment}once in either direction.
  link both : leaf[a] -- leaf[b] where a != b
  link all : leaf[*] -- leaf
}
`;

function told(analysis: ReturnType<typeof analyse>): readonly string[] {
  return (analysis?.findings ?? []).map(({ rule, at, message }) => `${rule} ${at.start} ${at.end} ${message}`);
}

test('what has lived through changes is made anew once nobody types', async () => {
  const now = { text: text('') };
  const read = (from: string): string | undefined => (from === location ? now.text : undefined);
  const analyses = createAnalyses(
    { read },
    new Map(),
    () => {},
    () => {},
  );
  const first = analyses.of(location)?.analysis.model;
  now.text = text('// ');
  const living = analyses.of(location)?.analysis;
  expect(living?.model).toBe(first);
  expect(told(living)).toEqual(told(analyse(createProgram({ read }), location)));
  await new Promise((resolve) => setTimeout(resolve, 2500));
  const settled = analyses.of(location)?.analysis;
  expect(settled?.model).not.toBe(first);
  expect(told(settled)).toEqual(told(analyse(createProgram({ read }), location)));
});

import { check } from '../check.ts';

export const fileForeign = check({
  id: 'file.foreign',
  severity: 'information',
  each: 'file',
  docs: {
    summary: 'The file is in a format of another program that uses the same suffix.',
    why: 'The topology files of InfiniBand’s ibdiagnet and UFM, and those of Huawei eNSP, end in `.topo` too. Such a file is named for what it is and not checked. A first line `// topo` or the suffix `.cluster.topo` says that a file is ours.',
    sources: ['ibdiagnet topology files (NVIDIA UFM documentation)', 'Huawei eNSP project files'],
    fails: `
<?xml version="1.0" encoding="UTF-8" ?>
<topo version="1.3.00.100">
  <devices>
    <dev id="1" name="LSW1" model="S5700" />
  </devices>
</topo>
`,
    passes: `
// topo
rack Compute {
  frame { height = 48U }
}
`,
  },
  // The engine makes this finding before any check runs.
  run: () => [],
});

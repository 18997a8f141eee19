import { expect, test } from 'vitest';
import { analyse } from '../../server/checks/analyse.ts';
import { fileReport } from '../../server/facts/report.ts';
import { withoutLinks } from '../../server/ide/hover/markdown.ts';
import { hoverAt } from '../../server/ide/hover.ts';
import { createProgram } from '../../server/model/program.ts';

// 8 × 4 nodes of 8 × 400 Gbps inject 102.4 Tbps; a quarter of that goes up from each leaf, so that the halves share 12.8.
const text = `import nvidia
import cables

row Unit {
  dgx[4]  : nvidia.DgxH100
  leaf[8] : nvidia.QM9700
  fabric Rails {
    role = scale_out
    link rail : dgx[d].nic[r] -- leaf[r] via cables.Dr4_400G
  }
}

cluster Pod {
  unit[8]  : Unit
  spine[8] : nvidia.QM9700
  fabric Spine {
    role = scale_out
    link up : unit[u].leaf[r] -- spine[r] via cables.Dr4_400G
  }
}
`;

test('a fabric’s hover and the report show the same injection and bisection, which are two numbers', () => {
  const analysis = analyse(createProgram({ read: () => text }), 'file:///pod.topo');
  if (!analysis) throw new Error('the file is not read');
  const [cluster] = fileReport(analysis.model, analysis.source, 'pod.topo').clusters;
  const reported = cluster?.fabrics.filter(({ role }) => role === 'scale_out') ?? [];
  expect(reported.map(({ path }) => path)).toEqual(['Spine', 'unit.Rails']);
  for (const fabric of reported) {
    expect(fabric).toMatchObject({ per_accelerator_bps: 400e9, injection_bps: 102.4e12, bisection_bps: 12.8e12 });
  }
  for (const name of ['Rails', 'Spine']) {
    const found = hoverAt(analysis, text.indexOf(`fabric ${name}`) + 'fabric '.length);
    const hover = withoutLinks(found?.markdown ?? '');
    expect(hover).toContain('| injection | 102.4 Tbps');
    expect(hover).toContain('| bisection, one way | 12.8 Tbps');
    expect(hover).toContain('| per accelerator | 400 Gbps');
  }
});

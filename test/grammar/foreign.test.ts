import { expect, test } from 'vitest';
import { foreignFormat } from '../../grammar/foreign.ts';

const ibnetdiscover = 'InfiniBand topology (ibnetdiscover)';
const ibdiagnet = 'InfiniBand topology (ibdiagnet)';
const ensp = 'Huawei eNSP topology';

test.each([
  ['<?xml version="1.0" encoding="UNICODE" ?>\n<topo version="1.2.00.510">', ensp],
  ['\uFEFF<topo>', ensp],
  ['\uFFFD\uFFFD<\0?\0x\0m\0l\0 \0v\0?\0>\0\n\0<\0t\0o\0p\0o\0>\0', ensp],
  ['#\n# Topology file: generated on Tue Mar  4 10:00:00 2025\n#', ibnetdiscover],
  ['vendid=0x2c9\ndevid=0xd2f0\n', ibnetdiscover],
  ['Switch\t40 "S-0002c902004b0918"\t\t# "leaf"', ibnetdiscover],
  ['Ca\t2 "H-0002c903000e0b72"', ibnetdiscover],
  ['MTS3610 Main\n  CFG: Spine1=4x', ibdiagnet],
  ['HCA H-1\n    P1 -4x-14G-> SW1 P1\n', ibdiagnet],
])('%j', (text, format) => {
  expect(foreignFormat(text)).toBe(format);
  expect(foreignFormat(`// topo\n${text}`)).toBeUndefined();
});

test.each(['', '// topo', 'rack A { }', 'import nvidia\n\nrow R { link a : b -- c }', '# a remark', 'Switch : Part'])(
  '%j is ours',
  (text) => {
    expect(foreignFormat(text)).toBeUndefined();
  },
);

import type { Measured } from './measure.ts';
import { milliseconds, table } from './table.ts';

/** What was measured, as far as it was. */
export interface Figures {
  /** Of topo in a list of cables, by its lines. */
  readonly own: (lines: number) => Measured | undefined;
  /** Of the JSON server in the same list. */
  readonly json: (lines: number) => Measured | undefined;
  /** Check time of a million accelerators over that of a thousand. */
  readonly scale: number;
  /** Resident memory after ten thousand edits over that after a thousand; of the shape in which it grows most. */
  readonly growth: number;
  /** From the start of the process to initialize, in milliseconds. */
  readonly start: number;
  /** Bytes of the packed extension. */
  readonly packed: number | undefined;
}

/** A figure that topo sets itself. */
interface Aim {
  readonly figure: string;
  readonly most: number;
  readonly measured: number | undefined;
  readonly unit: '×' | 'ms' | 'MB' | 'kB';
}

/** The figures that topo sets itself beside those that were measured, as a table. */
export function aimsTable(figures: Figures): string {
  const rows = aimsOf(figures).map(({ figure, most, measured, unit }): readonly string[] => {
    const shown = measured === undefined || Number.isNaN(measured) ? '–' : `${shorten(measured, unit)} ${unit}`;
    const verdict = shown === '–' ? 'not measured' : (measured ?? 0) <= most ? 'met' : 'missed';
    return [figure, `≤ ${most} ${unit}`, shown, verdict];
  });
  return table(['figure', 'must be', 'measured', ''], rows);
}

function shorten(value: number, unit: Aim['unit']): string {
  if (unit === '×') return value.toFixed(2);
  return unit === 'ms' ? milliseconds(value) : value.toFixed(0);
}

function aimsOf({ own, json, scale, growth, start, packed }: Figures): readonly Aim[] {
  const key = (lines: number): number | undefined => over(own(lines)?.edit.p50, json(lines)?.edit.p50);
  const longest = own(LONGEST);
  return [
    { figure: 'key, 1,000 lines, against the JSON server', most: 1, measured: key(1000), unit: '×' },
    { figure: 'key, 10,000 lines', most: 0.5, measured: key(10_000), unit: '×' },
    { figure: 'key, 50,000 lines', most: 0.2, measured: key(LONGEST), unit: '×' },
    {
      figure: 'key, 50,000 lines against 1,000',
      most: 3,
      measured: over(longest?.edit.p50, own(1000)?.edit.p50),
      unit: '×',
    },
    { figure: 'hover, 50,000 lines, p95', most: 15, measured: longest?.answers.hover?.p95, unit: 'ms' },
    { figure: 'completion, 50,000 lines, p95', most: 30, measured: longest?.answers.completion?.p95, unit: 'ms' },
    {
      figure: 'open, 50,000 lines, against the JSON server',
      most: 2,
      measured: over(longest?.open, json(LONGEST)?.open),
      unit: '×',
    },
    { figure: 'a million accelerators against a thousand', most: 1.1, measured: scale, unit: '×' },
    { figure: 'peak memory, 50,000 lines', most: 300, measured: longest?.memory, unit: 'MB' },
    { figure: 'memory after 10,000 edits against after 1,000', most: 1.1, measured: growth, unit: '×' },
    { figure: 'start to initialize', most: 150, measured: start, unit: 'ms' },
    {
      figure: 'packed extension',
      most: 1024,
      measured: packed === undefined ? undefined : packed / 1024,
      unit: 'kB',
    },
  ];
}

const LONGEST = 50_000;

function over(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? undefined : a / b;
}

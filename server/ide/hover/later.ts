import { unlessPutOff } from '../../model/reading.ts';
import type { Row } from './markdown.ts';

/** What stands for a figure of a network whose links are still being added up, as they are for a moment after each key. */
export const LATER = '*being worked out, ask again in a moment*';

/** Rows that rest on the links of a whole block; while these are being added up, one that says so. */
export function whenKnown(name: string, rows: () => readonly Row[]): readonly Row[] {
  return unlessPutOff(rows, () => [[name, LATER]]);
}

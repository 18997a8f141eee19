import type { Analysis } from '../checks/analyse.ts';
import { nameAt, type Use, usesOf } from './uses.ts';

/** Every name of the file that means the same as the one at an offset, in the order of the text. */
export function highlightsAt({ model, source }: Analysis, offset: number): readonly Use[] {
  const meaning = nameAt(model, source, offset)?.meaning;
  return meaning ? usesOf(model, [source], meaning) : [];
}

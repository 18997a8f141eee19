import type { Model } from '../model/model.ts';
import type { Part } from '../model/part.ts';
import { type Room, rootSite, type Site } from '../model/site.ts';
import type { Source } from '../model/source.ts';
import { fact } from './fact.ts';

/** A part as the root of a tree of its own, one object for each part. */
export const rootOfPart = fact((model: Model, part: Part): Site => rootSite(part, roomOf(model, part.around.source)));

/** Places in all trees of a file, and in so many characters one more: a few types that use each other could make millions. */
const MOST_SITES = 2 ** 14;
const CHARACTERS_FOR_A_SITE = 16;

const roomOf = fact(
  (_model: Model, source: Source): Room => ({ left: MOST_SITES + source.text.length / CHARACTERS_FOR_A_SITE }),
);

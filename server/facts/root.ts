import type { Model } from '../model/model.ts';
import type { Part } from '../model/part.ts';
import { rootSite, type Site } from '../model/site.ts';
import { fact } from './fact.ts';

/** A part as the root of a tree of its own, one object for each part. */
export const rootOfPart = fact((_model: Model, part: Part): Site => rootSite(part));

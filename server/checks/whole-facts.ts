import { networkGraph } from '../facts/network/graph.ts';
import { landingsUnder } from '../facts/network/landings.ts';
import { deviceCells } from '../facts/network/port-cells.ts';
import { networksOf } from '../facts/network.ts';
import type { Model } from '../model/model.ts';
import type { Site } from '../model/site.ts';

/**
 * Makes the facts on which most rules of whole networks rest, and comes up for air between any two: in a long list of cables
 * each takes a while, and the first rule would have to wait for all of them.
 */
export function* wholeFacts(model: Model, roots: readonly Site[]): Generator<void> {
  for (const root of roots) {
    yield attempt(() => landingsUnder(model, root));
    yield attempt(() => deviceCells(model, root));
    for (const network of networksOf(model, root)) yield attempt(() => networkGraph(model, network));
  }
}

/** What a fact throws is told when a rule asks for it. */
function attempt(make: () => unknown): void {
  try {
    make();
  } catch {}
}

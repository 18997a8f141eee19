import { type Breakage, breakages } from '../../facts/next-doubling/breakages.ts';
import { lookaheadAt, outlook } from '../../facts/next-doubling.ts';
import type { Model } from '../../model/model.ts';
import { type Site, sitesUnder } from '../../model/site.ts';
import { check, type Found } from '../check.ts';

/** Twenty years of doublings: further ahead nobody plans, and no lane rate has a name. */
const MOST_DOUBLINGS = 10;

export const next = check({
  id: 'bandwidth.next',
  severity: 'information',
  each: 'root',
  docs: {
    summary: 'On request: what breaks when bandwidth doubles again, by faster lanes and by more lanes.',
    why: `Bandwidth per accelerator doubles about every two years, and a hall stands for ten. A doubling comes in one of two ways. **Faster lanes** keep cables, cages and ports as many as they are, and shorten what copper reaches: 5, 3, 2, 1 m at 25, 50, 100, 200 Gbps per lane, and at 400 none from a faceplate; what takes its place draws more power, in racks that may have none left. **More lanes** keep the reach, and need twice the ports: the switches that are full must be doubled, with their height units, their power and their heat.

The rule is silent until a policy asks: \`policy { lookahead = 1 }\` looks one doubling ahead, \`2\` two of them. Each cause is told where it is written, at the first doubling that breaks it. What is not known, such as the reach of a medium that nobody sells yet, is not judged; what does not fit today is left to the other rules.`,
    formula: `Faster lanes, after k doublings: the lane rate is × 2^k. An electrical medium is lost where the longest instance is over the most that a part of that medium (the file’s own, its imports’, the built-in cables’) or a standard reaches at that lane rate; passive copper also above 200 Gbps per lane where no part is sold. Modules of a rack then draw ends × power per end of the least-power part that reaches; a medium without a figure adds nothing.

More lanes, after k doublings: ports needed = ports in use + ports that scale-up and scale-out links take × (2^k − 1). A rack gets modules × (2^k − 1) more, and for each switch that runs out of ports ⌈needed / ports⌉ − 1 more of them.

A rack is over where what is added is more than is left of usable power, of \`cooling.capacity\`, or of its height.`,
    sources: [
      'IEEE 802.3by, 802.3cd, 802.3ck, P802.3dj objective: passive copper to 5, 3, 2, 1 m',
      'OIF CEI-448G and the IEEE 802.3 400 Gbps per lane study group (2026): no passive copper behind a faceplate is standardised',
      'Least squares over 2017–2026: bandwidth doubles in 2.0 years (95 % 1.5–3.1) for scale-out, 2.5 (2.1–3.3) for scale-up',
    ],
    fails: example(1),
    passes: example(0),
  },
  *run(model, root) {
    const doublings = Math.min(MOST_DOUBLINGS, mostAsked(model, root));
    const told = new Set<string>();
    const byPlace = new Map<string, Told[]>();
    for (let k = 1; k <= doublings; k++) {
      for (const breakage of breakages(model, outlook(model, root, k))) {
        const { at, site, way, what } = breakage;
        const key = `${at.source.location} ${at.start} ${site.path}`;
        if (k > lookaheadAt(model, site) || told.has(`${key} ${way} ${what}`)) continue;
        told.add(`${key} ${way} ${what}`);
        byPlace.set(key, [...(byPlace.get(key) ?? []), { ...breakage, doublings: k }]);
      }
    }
    for (const causes of byPlace.values()) yield* finding(causes);
  },
});

/** A row of four servers, 1.5 m from their switch at 100 Gbps per lane. */
function example(lookahead: number): string {
  return `import cables

policy { lookahead = ${lookahead} }

accelerator Gpu { power = 1000W }
nic Nic { port port[2] { rate = 400Gbps  lanes = 4  cage = OSFP } }
node Server {
  gpu : Gpu
  nic : Nic
}
switch Leaf { port port[8] { rate = 400Gbps  lanes = 4  cage = OSFP } }

rack Pair {
  server[4] : Server
  leaf      : Leaf
  fabric Rails {
    role = scale_out
    link rail : server[s].nic -- leaf via cables.Dac400G { length = 1.5m }
  }
}
`;
}

type Told = Breakage & { readonly doublings: number };

function mostAsked(model: Model, root: Site): number {
  let most = 0;
  for (const site of sitesUnder(root)) most = Math.max(most, lookaheadAt(model, site));
  return most;
}

/** All that breaks at one place. */
function* finding(causes: readonly Told[]): Generator<Found> {
  const [first] = causes;
  if (!first) return;
  const all = causes.map(({ doublings, way, cause }) => `${nameOf(doublings)} by ${way}: ${cause}`);
  yield {
    at: first.at,
    message: `${first.subject}: ${all.join('; ')}`,
    site: first.site,
    count: Math.max(1, ...causes.map(({ count }) => count ?? 1)),
  };
}

function nameOf(doublings: number): string {
  return doublings === 1 ? 'next doubling' : `doubling ${doublings}`;
}

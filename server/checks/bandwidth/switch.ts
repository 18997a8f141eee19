import { linkRate } from '../../facts/links.ts';
import type { EndUse } from '../../facts/network/port-cells.ts';
import { overloadedSwitches, type SwitchLoad } from '../../facts/network/switch-load.ts';
import { siteName } from '../../facts/site-name.ts';
import { typeName } from '../../facts/type-name.ts';
import type { Model } from '../../model/model.ts';
import { placeOf } from '../../model/source.ts';
import { formatCount, formatRate } from '../../units/format.ts';
import { check, type Move, type Related } from '../check.ts';
import { byStatement, distinctPlaces } from './by-statement.ts';
import { endPlace, MOST_NAMED, namedEnds } from './end-words.ts';
import { fewerLinks, largerSwitch } from './moves.ts';

export const switchCapacity = check({
  id: 'bandwidth.switch',
  severity: 'error',
  each: 'root',
  docs: {
    summary: 'The links of a switch carry more than the switch passes on.',
    why: 'The capacity of a switch is that of its chip: what all ports together can send, in one direction. Most boxes have just as many ports as the chip can feed; a chassis whose line cards outrun its fabric, or a box with more cages than lanes, has not. Its ports then cannot all be busy at once, and a fabric that counts on them is slower than drawn. Mind the brochures: many add up both directions, so 51.2 Tb/s in bold type may be 25.6 Tbps.',
    formula:
      'Σ rate of the links that have a port ≤ `capacity`, per direction. Links of management networks do not count, nor those on service ports: a group of ports that all together are slower than one port of another group.',
    sources: [
      'NVIDIA, QM97XX switch systems user manual: 64 × 400 Gbps, sold as 51.2 Tb/s of aggregate (bidirectional) throughput',
    ],
    fails: example('12.8Tbps'),
    passes: example('25.6Tbps'),
    fixes:
      'A type of switch in reach with the ports and the capacity, or fewer links for each pair. Each is tried first, and offered with what it adds of switches, links, watts and money only where no other finding comes of it.',
  },
  *run(model, root) {
    const failures = overloadedSwitches(model, root).map((load) => ({
      ...load,
      at: endPlace(load.beyond.landing),
      count: load.cell.count,
      end: load.beyond,
    }));
    for (const { worst, count } of byStatement(failures, (a, b) => excess(a) > excess(b))) {
      const { cell, capacity, carried } = worst;
      const name = siteName(cell.site);
      const type = typeName(model, root.part.around.source, cell.site.part);
      yield {
        at: worst.at,
        message: `${name}: its links carry ${formatRate(carried, capacity)} per direction, the capacity of ${type} is ${formatRate(capacity, carried)} (${namedEnds(worst.ends)}; ${formatCount(count)} ${count === 1 ? 'switch' : 'switches'})`,
        site: worst.end.landing.link.site,
        count,
        related: related(worst),
        moves: () => movesOf(model, worst, worst.end),
      };
    }
  },
});

/** Two switches joined by 64 links of 400 Gbps. */
function example(capacity: string): string {
  return `switch Chassis {
  capacity = ${capacity}
  port port[64] { rate = 400Gbps  lanes = 4 }
}
cable Fibre { medium = smf  rate = 400Gbps  lanes = 4 }

cluster Core {
  leaf[2]  : Chassis
  spine[2] : Chassis
  fabric Spines {
    role = scale_out
    link up[32] : leaf[l] -- spine[s] via Fibre
  }
}
`;
}

function movesOf(model: Model, { cell, carried, capacity }: SwitchLoad, end: EndUse): readonly Move[] {
  const ports = end.taken.reduce((sum, each) => sum + each.ports, 0);
  const links = Math.ceil((carried - capacity) / (linkRate(model, end.landing.link) ?? carried));
  return [...largerSwitch(model, cell, end, ports, carried), ...fewerLinks(model, end, links)];
}

function excess({ carried, capacity }: SwitchLoad): number {
  return carried - capacity;
}

function related({ cell, ends, beyond }: SwitchLoad): readonly Related[] {
  const stated = cell.site.part.properties.get('capacity');
  const others = ends.filter((end) => end !== beyond).map(({ landing }) => endPlace(landing));
  return [
    ...(stated ? [{ at: placeOf(stated.layer.scope.source, stated.node), message: 'capacity stated here' }] : []),
    ...distinctPlaces(others)
      .slice(0, MOST_NAMED)
      .map((at) => ({ at, message: 'other links of this switch' })),
  ];
}

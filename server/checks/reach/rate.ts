import { jointOf, rateFault } from '../../facts/link/fit.ts';
import { cableOf, linkShape, portsOf, totalLinks } from '../../facts/links.ts';
import { mediaThatFit, mediaThatReach } from '../../facts/media.ts';
import { placeOf } from '../../model/source.ts';
import { check } from '../check.ts';
import { cableName, sourceOf, viaPlace, whichLinks } from './subject.ts';
import { useMedium } from './use-medium.ts';

export const rate = check({
  id: 'reach.rate',
  severity: 'error',
  each: 'link',
  alike: true,
  docs: {
    summary: 'The ports and the cable do not agree on rate, lanes or line code.',
    why: `Passive and linear cables pass the host's lanes on as they are: four lanes of 100 Gbps at one end cannot become eight of 50 at the other, and NRZ is not read as PAM4. A retimed cable or an optical module ends the host's lanes and starts its own; it needs the same rate at both ends, and the lanes that the host has unless a gearbox sits between (\`host_lanes\`).

A port may run slower than it can: the uplink of 100 Gbps of a management switch ends on a port of 400, an HDR fabric takes an NDR adapter. It does so in as many lanes or fewer, and none that is faster. A cable that slows both of its ports is seldom meant; ports that are set to a lower rate state it (\`nic : nvidia.ConnectX7_Q112 { port port { rate = 200Gbps } }\`).

On a splitter \`rate\` is that of one link, and the wide port carries as many links as fit.`,
    formula:
      'copper, acc, backplane: rate, lanes and signalling of both ports and the cable agree; others: the rates agree, and the lanes of each port are those of the cable (or of its `host_lanes`). One of the ports may be able to run faster, in lanes that are as many or more and as fast or faster. A port that has a QSFP cage to itself may use the four lanes of its form (25, 50 or 100 Gbps each) in another number. Without `via` only the ports are compared, one of which may be the faster in the same way, as the wide end of a splitter is.',
    sources: ['IEEE 802.3 physical layers by lane count and rate'],
    fails: `import nvidia
import cables

rack Pair {
  node : nvidia.DgxH100
  leaf : nvidia.QM9700
  fabric Rails {
    role = scale_out
    link rail : node.nic[r] -- leaf via cables.Dac200G { length = 1m }
  }
}
`,
    passes: `import nvidia
import cables

rack Pair {
  node : nvidia.DgxH100
  leaf : nvidia.QM9700
  fabric Rails {
    role = scale_out
    link rail : node.nic[r] -- leaf via cables.Dac400G { length = 1m }
  }
}
`,
    fixes:
      'A medium of the imported catalogs that carries the rate of the ports, fits both cages and, where the length is known, reaches.',
  },
  *run(model, link) {
    const shape = linkShape(model, link);
    const cable = cableOf(model, link);
    // A type after `via` that is no cable, or does not exist, is another rule’s finding.
    if (!shape || (link.slot.node.via && !cable)) return;
    const joint = jointOf(shape, portsOf(model, link));
    const fault = rateFault(model, joint, cable);
    if (fault === undefined) return;
    const ports = [joint.left, joint.right].flatMap((port) => port?.properties.get('rate') ?? []);
    const candidates = () =>
      mediaThatReach(model, link).length > 0 ? mediaThatReach(model, link) : mediaThatFit(model, link);
    yield {
      at: cable ? viaPlace(link) : placeOf(sourceOf(link), link.slot.node.name),
      message: `${link.slot.name}: ${fault}${cable ? ` (${cableName(link)})` : ''} ${whichLinks(model, link)}`,
      site: link.site,
      count: totalLinks(model, link) ?? 1,
      related: ports.map((slot) => ({
        at: placeOf(slot.layer.scope.source, slot.node),
        message: 'rate of the port stated here',
      })),
      fixes: () =>
        cable && rateFault(model, joint, undefined) === undefined
          ? candidates().map((medium) => useMedium(model, link, medium))
          : [],
    };
  },
});

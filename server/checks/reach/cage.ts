import { cageFault, cagePowerFault, jointOf } from '../../facts/link/fit.ts';
import { cableOf, linkShape, portsOf, totalLinks } from '../../facts/links.ts';
import { mediaThatFit, mediaThatReach } from '../../facts/media.ts';
import { placeOf } from '../../model/source.ts';
import { check } from '../check.ts';
import { cableName, viaPlace, whichLinks } from './subject.ts';
import { useMedium } from './use-medium.ts';

export const cage = check({
  id: 'reach.cage',
  severity: 'error',
  each: 'link',
  alike: true,
  docs: {
    summary: 'The plug does not go into the cage, or the cage cannot power the module.',
    why: `An OSFP plug is 22.58 mm wide, a QSFP 18.35 mm: neither goes into the other's cage. Within a family the larger cage takes the smaller members (a QSFP-DD or QSFP112 cage takes a QSFP28). A flat-top OSFP (\`OSFP_RHS\`) slides into a finned OSFP cage; a finned one does not go under a riding heat sink.

A cage feeds and cools its module up to a limit. A twin-port cage holds one module for two links, so the module's power is that of a link and end times \`per_cage\`.`,
    formula: '`power` of the cable × `per_cage` of the port ≤ `cage_power` of the port',
    sources: [
      'OSFP MSA and QSFP-DD MSA hardware specifications (dimensions)',
      'NVIDIA QM97XX user manual: 17 W per OSFP cage',
    ],
    fails: `import nvidia
import cables

nic Card { port port { rate = 400Gbps  lanes = 4  cage = QSFP112 } }
node Server { nic[8] : Card }

rack Pair {
  node : Server
  leaf : nvidia.QM9700
  fabric Rails {
    role = scale_out
    link rail : node.nic[r] -- leaf via cables.Dac400G { length = 1m }
  }
}
`,
    passes: `import nvidia
import cables

nic Card { port port { rate = 400Gbps  lanes = 4  cage = QSFP112 } }
node Server { nic[8] : Card }

rack Pair {
  node : Server
  leaf : nvidia.QM9700
  fabric Rails {
    role = scale_out
    link rail : node.nic[r] -- leaf via cables.Dr4_400G { length = 1m }
  }
}
`,
    fixes: 'A medium of the imported catalogs that fits both cages, the one that adds the least power first.',
  },
  *run(model, link) {
    const shape = linkShape(model, link);
    const cable = cableOf(model, link);
    if (!shape || !cable) return;
    const ports = portsOf(model, link);
    const joint = jointOf(shape, ports);
    const fault = cageFault(model, joint, cable) ?? cagePowerFault(model, joint, cable);
    if (fault === undefined) return;
    const stated = [joint.left, joint.right].flatMap(
      (port) => port?.properties.get('cage_power') ?? port?.properties.get('cage') ?? [],
    );
    yield {
      at: viaPlace(link),
      message: `${link.slot.name}: ${cableName(link)} does not fit: ${fault} ${whichLinks(model, link)}`,
      site: link.site,
      count: totalLinks(model, link) ?? 1,
      related: stated.map((slot) => ({
        at: placeOf(slot.layer.scope.source, slot.node),
        message: 'the cage is stated here',
      })),
      fixes: () => {
        const reaching = mediaThatReach(model, link);
        return (reaching.length > 0 ? reaching : mediaThatFit(model, link)).map((medium) =>
          useMedium(model, link, medium),
        );
      },
    };
  },
});

import { trendBase } from './blocks.ts';
import { flag, integer, positive, property, quantityOf } from './builders.ts';
import type { PropertySchema } from './types.ts';

/**
 * Every threshold that a check uses. Each has a default and says where it comes from; a `policy { … }` block changes it
 * for what it encloses.
 */
export const policyProperties: readonly PropertySchema[] = [
  property(
    'margin',
    quantityOf('ratio'),
    'Part of the reach that is kept in hand (`reach.margin`). Estimate: routing adds about 10 % to a planned length.',
    { default: '10%' },
  ),
  property(
    'derating',
    positive('ratio'),
    'Part of a feed that may be loaded continuously. Sites under the NEC use `80%` (breakers that are not 100 % rated, loads of 3 h and more); European practice has no flat figure.',
    { default: '100%' },
  ),
  property(
    'doubling',
    positive('time'),
    'Time in which bandwidth per accelerator is expected to double. The industry’s claim; measured: 2.0 years (95 % 1.5–3.1) for scale-out and 2.5 (2.1–3.3) for scale-up since 2017.',
    { default: '2year' },
  ),
  property(
    'oversubscription',
    positive('ratio'),
    'Most that a switch tier may have down for each unit up. Default `1` for scale_out (a fat tree without blocking), no limit for other roles.',
  ),
  property(
    'air_limit',
    positive('power'),
    'Most heat that air takes from a rack. Estimate: overlap of vendors’ and consultants’ ranges (25–50 kW); no standard sets it.',
    { default: '45kW' },
  ),
  property(
    'rear_door_limit',
    positive('power'),
    'Most heat that a rear-door heat exchanger takes from a rack. Estimate: vendors’ ranges (30–60 kW); no standard sets it.',
    { default: '60kW' },
  ),
  property('redundant', flag, 'Whether a spare feed or shelf is asked for (`density.spare`).', { default: 'false' }),
  property(
    'inrack_limit',
    positive('power'),
    'Practical end of power supplies inside a rack at 48–54 V. Estimate: sector press and vendors’ roadmaps name about 200 kW.',
    { default: '200kW' },
  ),
  property(
    'cold_aisle',
    positive('length'),
    'Width of a cold aisle, half of which shares the floor with each rack (`density.weight`). Vendor: site guidance for GPU rooms, at least 1.2 m (360doc).',
    { default: '1.2m' },
  ),
  property(
    'hot_aisle',
    positive('length'),
    'Width of a hot aisle, half of which shares the floor with each rack (`density.weight`). Vendor: site guidance for GPU rooms, at least 1 m (360doc).',
    { default: '1m' },
  ),
  property(
    'fill',
    positive('ratio'),
    'Part of a channel’s cross-section that cables may take (`density.bulk`). Estimate: 40–50 % is usual practice, 50 % the most of TIA-569 (recalled).',
    { default: '40%' },
  ),
  property(
    'osfp_per_unit',
    integer(1),
    'Most OSFP cages in one rack unit of a faceplate (`density.cages`). Estimate: two rows of 18 on 450 mm; the densest switches sold have 32.',
    { default: '36' },
  ),
  property(
    'qsfp_per_unit',
    integer(1),
    'Most QSFP or QSFP-DD cages in one rack unit of a faceplate (`density.cages`). Estimate: two rows of 24 on 450 mm; the densest switches sold have 40.',
    { default: '48' },
  ),
  property(
    'sfp_per_unit',
    integer(1),
    'Most SFP cages in one rack unit of a faceplate (`density.cages`). Estimate: two rows of 32 on 450 mm; the densest switches sold have 48 beside 12 QSFP.',
    { default: '64' },
  ),
  property(
    'interruption',
    positive('time'),
    'Shortest acceptable mean time between job interruptions (`reliability.links`).',
  ),
  property('blast', positive('ratio'), 'Largest part of the accelerators that one switch or feed may take down.'),
  property('lookahead', integer(0), 'Doublings of bandwidth to look ahead (`bandwidth.next`).', { default: '0' }),
];

export const policyBlocks = [trendBase] as const;

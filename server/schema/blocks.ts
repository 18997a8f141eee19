import { block, choice, flag, integer, positive, property, quantityOf } from './builders.ts';

/** The unnamed blocks of the schema. */

export const hbm = block('hbm', 'High-bandwidth memory of one accelerator package.', [
  property('capacity', positive('memory'), 'Usable capacity, for example `80GB`.'),
  property('bandwidth', positive('rate'), 'Bandwidth of all stacks, for example `3.35TB/s`.'),
  property('stacks', integer(1), 'Number of HBM stacks.'),
]);

export const frame = block('frame', 'The frame of the rack.', [
  property('height', positive('length'), 'Usable height, for example `48U` or `44OU`.'),
  property('width', positive('length'), 'Outer width, the pitch of racks in a row.', { default: '600mm' }),
  property('depth', positive('length'), 'Outer depth.'),
  property('load', positive('mass'), 'Static load the frame bears, contents only.'),
  property('channel', positive('area'), 'Cross-section of the channel through which cables leave the rack.'),
]);

export const rackPower = block('power', 'What feeds the rack.', [
  property('feed', positive('power'), 'Nameplate (breaker) rating of one feed, for example `21.6kW`.'),
  property('feeds', integer(0), 'Number of feeds.', { default: '1' }),
  property('spare', integer(0), 'Feeds that may fail; usable = (feeds − spare) × feed × policy.derating.', {
    default: '0',
  }),
  property('shelf_spare', integer(0), 'Power shelves that may fail.', { default: '0' }),
  property('voltage', positive('voltage'), 'Voltage of the busbar, for example `50V` or `800V`.'),
  property('busbar', positive('current'), 'Current that the busbar carries, for example `2900A`.'),
  property('sidecar', flag, 'Whether the power supplies stand in a sidecar beside the rack.', { default: 'false' }),
]);

export const sitePower = block('power', 'What feeds this part of the site.', [
  property('feed', positive('power'), 'Nameplate rating of one feed, for example `2MW`.'),
  property('feeds', integer(0), 'Number of feeds.', { default: '1' }),
  property('spare', integer(0), 'Feeds that may fail.', { default: '0' }),
]);

const coolingProperties = [
  property(
    'type',
    choice('air', 'rear_door', 'liquid', 'immersion'),
    'How heat leaves: air, rear_door, liquid (cold plates) or immersion.',
    {
      default: 'air',
    },
  ),
  property('capacity', positive('power'), 'Heat that `type` takes away, for example `45kW`.'),
  property('air_capacity', positive('power'), 'Air heat that may be left over by a liquid-cooled rack.'),
  property('flow', positive('flow'), 'Coolant flow, for example `180L/min`.'),
  property(
    'supply',
    quantityOf('temperature'),
    'Supply temperature of the coolant or of the inlet air, for example `45C`.',
  ),
  property('rise', positive('difference'), 'Temperature rise of the coolant, for example `10K`.'),
  property('coolant', choice('pg25', 'water'), 'Coolant in the loop.', { default: 'pg25' }),
] as const;

export const cooling = block('cooling', 'How the heat is taken away.', coolingProperties);

export const routing = block('routing', 'How cables run between racks; the innermost block wins.', [
  property('tray', positive('length'), 'Height of the overhead tray above the floor.', { default: '2.6m' }),
  property('slack', quantityOf('length'), 'Length added to each cable for bends and service.', { default: '0.6m' }),
]);

export const floor = block('floor', 'The floor of the hall.', [
  property('load', positive('pressure'), 'Live load the floor bears, for example `12kPa` (TIA-942 Rated-3/4).'),
]);

export const trendBase = block('trend_base', 'The point through which the trend of bandwidth per accelerator runs.', [
  property('year', integer(1900), 'Year of the base point.', { default: '2022' }),
  property('scale_up', positive('rate'), 'Scale-up bandwidth per accelerator and direction in that year.', {
    default: '3.6Tbps',
  }),
  property('scale_out', positive('rate'), 'Scale-out bandwidth per accelerator and direction in that year.', {
    default: '400Gbps',
  }),
]);

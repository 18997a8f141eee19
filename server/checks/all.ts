// Written by `npm run gen` from the files beside it.
import { disconnected as bandwidthDisconnected } from './bandwidth/disconnected.ts';
import { doubling as bandwidthDoubling } from './bandwidth/doubling.ts';
import { next as bandwidthNext } from './bandwidth/next.ts';
import { oversubscribed as bandwidthOversubscribed } from './bandwidth/oversubscribed.ts';
import { ports as bandwidthPorts } from './bandwidth/ports.ts';
import { rails as bandwidthRails } from './bandwidth/rails.ts';
import { switchCapacity as bandwidthSwitch } from './bandwidth/switch.ts';
import { trend as bandwidthTrend } from './bandwidth/trend.ts';
import { uneven as bandwidthUneven } from './bandwidth/uneven.ts';
import type { AnyCheck } from './check.ts';
import { airLimit as coolingAirLimit } from './cooling/air-limit.ts';
import { capacity as coolingCapacity } from './cooling/capacity.ts';
import { cdu as coolingCdu } from './cooling/cdu.ts';
import { flow as coolingFlow } from './cooling/flow.ts';
import { leak as coolingLeak } from './cooling/leak.ts';
import { supply as coolingSupply } from './cooling/supply.ts';
import { bulk as densityBulk } from './density/bulk.ts';
import { busbar as densityBusbar } from './density/busbar.ts';
import { cages as densityCages } from './density/cages.ts';
import { disaggregate as densityDisaggregate } from './density/disaggregate.ts';
import { hall as densityHall } from './density/hall.ts';
import { power as densityPower } from './density/power.ts';
import { shelf as densityShelf } from './density/shelf.ts';
import { space as densitySpace } from './density/space.ts';
import { spare as densitySpare } from './density/spare.ts';
import { weight as densityWeight } from './density/weight.ts';
import { allowReason } from './language/allow-reason.ts';
import { allowUnused } from './language/allow-unused.ts';
import { fileCapped } from './language/file-capped.ts';
import { fileForeign } from './language/file-foreign.ts';
import { importNotFound } from './language/import-not-found.ts';
import { indexBounds } from './language/index-bounds.ts';
import { indexBudget } from './language/index-budget.ts';
import { indexMismatch } from './language/index-mismatch.ts';
import { indexTwice } from './language/index-twice.ts';
import { indexUnbound } from './language/index-unbound.ts';
import { nameDuplicate } from './language/name-duplicate.ts';
import { nameUnresolved } from './language/name-unresolved.ts';
import { nameUnused } from './language/name-unused.ts';
import { propertyDuplicate } from './language/property-duplicate.ts';
import { propertyMissing } from './language/property-missing.ts';
import { propertyUnknown } from './language/property-unknown.ts';
import { syntaxError } from './language/syntax-error.ts';
import { typeCycle } from './language/type-cycle.ts';
import { typeKind } from './language/type-kind.ts';
import { unitDimension } from './language/unit-dimension.ts';
import { unitMissing } from './language/unit-missing.ts';
import { unitUnknown } from './language/unit-unknown.ts';
import { valueInexact } from './language/value-inexact.ts';
import { valueRange } from './language/value-range.ts';
import { bandwidth as memoryBandwidth } from './memory/bandwidth.ts';
import { capacity as memoryCapacity } from './memory/capacity.ts';
import { domain as memoryDomain } from './memory/domain.ts';
import { cage as reachCage } from './reach/cage.ts';
import { copper as reachCopper } from './reach/copper.ts';
import { loss as reachLoss } from './reach/loss.ts';
import { margin as reachMargin } from './reach/margin.ts';
import { medium as reachMedium } from './reach/medium.ts';
import { optics as reachOptics } from './reach/optics.ts';
import { overkill as reachOverkill } from './reach/overkill.ts';
import { rate as reachRate } from './reach/rate.ts';
import { serdes as reachSerdes } from './reach/serdes.ts';
import { unknown2 as reachUnknown } from './reach/unknown.ts';
import { domain as reliabilityDomain } from './reliability/domain.ts';
import { links as reliabilityLinks } from './reliability/links.ts';

/** Every check. */
export const checks: readonly AnyCheck[] = [
  bandwidthDisconnected,
  bandwidthDoubling,
  bandwidthNext,
  bandwidthOversubscribed,
  bandwidthPorts,
  bandwidthRails,
  bandwidthSwitch,
  bandwidthTrend,
  bandwidthUneven,
  coolingAirLimit,
  coolingCapacity,
  coolingCdu,
  coolingFlow,
  coolingLeak,
  coolingSupply,
  densityBulk,
  densityBusbar,
  densityCages,
  densityDisaggregate,
  densityHall,
  densityPower,
  densityShelf,
  densitySpace,
  densitySpare,
  densityWeight,
  allowReason,
  allowUnused,
  fileCapped,
  fileForeign,
  importNotFound,
  indexBounds,
  indexBudget,
  indexMismatch,
  indexTwice,
  indexUnbound,
  nameDuplicate,
  nameUnresolved,
  nameUnused,
  propertyDuplicate,
  propertyMissing,
  propertyUnknown,
  syntaxError,
  typeCycle,
  typeKind,
  unitDimension,
  unitMissing,
  unitUnknown,
  valueInexact,
  valueRange,
  memoryBandwidth,
  memoryCapacity,
  memoryDomain,
  reachCage,
  reachCopper,
  reachLoss,
  reachMargin,
  reachMedium,
  reachOptics,
  reachOverkill,
  reachRate,
  reachSerdes,
  reachUnknown,
  reliabilityDomain,
  reliabilityLinks,
];

/** What the figures of a part are held against. Each table names its source; a part beyond it is a slip, or the table is old. */

/** Rates of one lane in Mbps as they are named: Ethernet and InfiniBand, NVLink, Infinity Fabric, Unified Bus, PCIe. */
export const laneRates: readonly number[] = [
  1_000, 10_000, 20_000, 25_000, 32_000, 38_400, 50_000, 56_000, 100_000, 200_000,
];

/** No two-level lane is faster than PCIe 5 (32 GT/s), no four-level lane of a network slower than 50G. */
export const fastestNrz = 32_000;
export const slowestPam4 = 50_000;

export interface CageForm {
  readonly lanes: number;
  /** Fastest lane, Mbps. */
  readonly laneRate: number;
  /** Largest power class of a module, W. */
  readonly power: number;
}

/**
 * SFF, QSFP-DD HW 6.0 and OSFP specifications: what each form of cage holds at its latest revision. The power classes of
 * the newest forms are estimates.
 */
export const cageForms: ReadonlyMap<string, CageForm> = new Map([
  ['SFP28', { lanes: 1, laneRate: 25_000, power: 2.5 }],
  ['SFP56', { lanes: 1, laneRate: 50_000, power: 2.5 }],
  ['SFP112', { lanes: 1, laneRate: 100_000, power: 4 }],
  ['QSFP28', { lanes: 4, laneRate: 25_000, power: 10 }],
  ['QSFP56', { lanes: 4, laneRate: 50_000, power: 10 }],
  ['QSFP112', { lanes: 4, laneRate: 100_000, power: 25 }],
  ['QSFP_DD', { lanes: 8, laneRate: 200_000, power: 30 }],
  ['OSFP', { lanes: 8, laneRate: 200_000, power: 40 }],
  ['OSFP_RHS', { lanes: 8, laneRate: 200_000, power: 40 }],
  ['OSFP_XD', { lanes: 16, laneRate: 200_000, power: 40 }],
]);

export interface HbmGeneration {
  /** From this year on it is in accelerators. */
  readonly year: number;
  /** Most of one stack, in GB. */
  readonly capacity: number;
  /** Most of one stack, in GB/s. */
  readonly bandwidth: number;
}

/** JEDEC HBM2 to HBM4 at the fastest pins that are sold; HBM4E as announced. */
export const hbmGenerations: readonly HbmGeneration[] = [
  { year: 2016, capacity: 16, bandwidth: 307.2 },
  { year: 2020, capacity: 16, bandwidth: 460.8 },
  { year: 2022, capacity: 24, bandwidth: 819.2 },
  { year: 2024, capacity: 36, bandwidth: 1_254.4 },
  { year: 2026, capacity: 64, bandwidth: 2_995.2 },
  { year: 2027, capacity: 64, bandwidth: 4_096 },
];

/** A cable is bent to no less than five times its diameter (maker’s data sheets: five times once, ten times repeatedly). */
export const leastBend = 5;

/** Coolant of a distribution unit in L/min for each kW: a rise of 20 K needs 0.75, one of 5 K needs 3 (PG25: 15 / rise). */
export const flowPerKilowatt = { least: 0.75, most: 3 } as const;

import { expect, test } from 'vitest';
import { keepsUp, yearMet, yearsBehind } from '../../server/facts/roadmap/trend.ts';
import { quantity, type Time } from '../../server/units/dimension.ts';
import { units } from '../../server/units/units.ts';

const time = (count: number, unit: string): Time =>
  quantity(Math.round(count * (units.get(unit)?.factor ?? Number.NaN)));
const one = (bits: number) => ({ bits, among: 1 });

test('exactly on the trend keeps up, one bit less does not', () => {
  const twoYears = time(2, 'year');
  expect(keepsUp(one(800e9), one(400e9), 2, twoYears)).toBe(true);
  expect(keepsUp(one(800e9 - 1), one(400e9), 2, twoYears)).toBe(false);
  expect(keepsUp(one(14.4e12), one(3.6e12), 4, twoYears)).toBe(true);
  expect(keepsUp(one(200e9), one(400e9), -2, twoYears)).toBe(true);
  expect(keepsUp(one(200e9 - 1), one(400e9), -2, twoYears)).toBe(false);
});

test('a fraction of a doubling is compared in whole numbers', () => {
  // One year is half a doubling: growth² ≥ 2, and 1.4142135623 < √2 < 1.4142135624.
  expect(keepsUp(one(14_142_135_623), one(10_000_000_000), 1, time(2, 'year'))).toBe(false);
  expect(keepsUp(one(14_142_135_624), one(10_000_000_000), 1, time(2, 'year'))).toBe(true);
  // Two years at 2.5 are four fifths of a doubling: 2^0.8 = 1.74110…
  expect(keepsUp(one(174_111), one(100_000), 2, time(2.5, 'year'))).toBe(true);
  expect(keepsUp(one(174_110), one(100_000), 2, time(2.5, 'year'))).toBe(false);
});

test('in the same year only a decrease is behind', () => {
  expect(keepsUp(one(400e9), one(400e9), 0, time(2, 'year'))).toBe(true);
  expect(keepsUp(one(400e9 - 1), one(400e9), 0, time(2, 'year'))).toBe(false);
});

test('shares are compared as fractions', () => {
  expect(keepsUp({ bits: 2, among: 3 }, { bits: 1, among: 3 }, 2, time(2, 'year'))).toBe(true);
  expect(keepsUp({ bits: 1999, among: 3000 }, { bits: 1, among: 3 }, 2, time(2, 'year'))).toBe(false);
});

test('odd and extreme paces end in an answer', () => {
  expect(keepsUp(one(800e9), one(400e9), 2, time(1, 'us'))).toBe(false);
  expect(keepsUp(one(1), one(400e9), -2, time(1, 'us'))).toBe(true);
  expect(keepsUp(one(800e9), one(400e9), 2, quantity<'time'>(time(2, 'year') + 1))).toBe(true);
  expect(keepsUp(one(800e9), one(400e9), 2, time(700, 'day'))).toBe(false);
});

test('a flat step is met one doubling later', () => {
  expect(yearMet(one(400e9), 2024, one(400e9), 2, time(2, 'year'))).toBe(2026);
  expect(yearMet(one(600e9), 2024, one(400e9), 2, time(2, 'year'))).toBe(2025);
  expect(yearsBehind(one(400e9), one(400e9), 2, time(2, 'year'))).toBe(2);
});

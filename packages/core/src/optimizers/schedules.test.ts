import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { constantSchedule, cosineSchedule, linearWarmUp, stepSchedule } from "./schedules.ts";

const step = fc.nat(100_000);

test("constantSchedule is its rate at every step", () => {
  fc.assert(
    fc.property(step, (at) => {
      expect(constantSchedule(0.3)(at)).toBe(0.3);
    }),
    { seed: 1 },
  );
});

test("stepSchedule is rate · factor^⌊step / every⌋", () => {
  const schedule = stepSchedule({ rate: 8, every: 10, factor: 0.5 });
  expect([0, 9, 10, 19, 20, 35].map(schedule)).toEqual([8, 8, 4, 4, 2, 1]);
  expect(stepSchedule({ rate: 1, every: 3 })(3)).toBe(0.1);
  fc.assert(
    fc.property(fc.double({ min: 0.5, max: 1, noNaN: true }), fc.nat(300), (factor, at) => {
      const ratio = stepSchedule({ rate: 2, every: 7, factor })(at) / (2 * factor ** Math.floor(at / 7));
      expect(ratio).toBeCloseTo(1, 12);
    }),
    { seed: 1 },
  );
  expect(schedule(Number.MAX_SAFE_INTEGER)).toBe(0);
});

describe("cosineSchedule", () => {
  const schedule = cosineSchedule({ rate: 0.4, steps: 100, end: 0.1 });

  test("starts at rate, is half way in the middle, ends at end and stays there", () => {
    expect(schedule(0)).toBeCloseTo(0.4, 15);
    expect(schedule(50)).toBeCloseTo(0.25, 15);
    expect([100, 101, 1e9].map(schedule)).toEqual([0.1, 0.1, 0.1]);
    expect(cosineSchedule({ rate: 1, steps: 4 })(4)).toBe(0);
  });

  test("is the half wave, and never rises", () => {
    for (let at = 0; at < 100; at++) {
      expect(schedule(at)).toBeCloseTo(0.1 + 0.3 * Math.cos((Math.PI * at) / 200) ** 2, 14);
      expect(schedule(at + 1)).toBeLessThan(schedule(at));
    }
  });
});

test("linearWarmUp rises in a straight line to what comes after", () => {
  const schedule = linearWarmUp({ steps: 4, after: 0.8 });
  [0.2, 0.4, 0.6, 0.8, 0.8].forEach((rate, at) => {
    expect(schedule(at)).toBeCloseTo(rate, 15);
  });
  const cosine = cosineSchedule({ rate: 0.4, steps: 100 });
  const warmed = linearWarmUp({ steps: 10, after: cosine });
  expect(warmed(4)).toBe(0.5 * cosine(4));
  expect(warmed(60)).toBe(cosine(60));
});

const all = [
  { name: "constantSchedule", schedule: constantSchedule(1) },
  { name: "stepSchedule", schedule: stepSchedule({ rate: 1, every: 1 }) },
  { name: "cosineSchedule", schedule: cosineSchedule({ rate: 1, steps: 1 }) },
  { name: "linearWarmUp", schedule: linearWarmUp({ steps: 1, after: 1 }) },
];

test.each(all)("$name refuses a step that is no whole number from 0 on", ({ name, schedule }) => {
  for (const at of [-1, 0.5, Number.NaN, "1"]) {
    expect(() => schedule(at as number)).toThrow(`${name}: expected a step number from 0 on`);
  }
});

test.each([
  {
    make: () => constantSchedule(-1),
    message: /^constantSchedule: expected rate to be a finite number from 0/,
  },
  {
    make: () => stepSchedule({ rate: 1, every: 0 }),
    message: /^stepSchedule: expected every to be a whole number/,
  },
  { make: () => stepSchedule({ rate: 1, every: 1, factor: 2 }), message: /^stepSchedule: expected factor/ },
  {
    make: () => cosineSchedule({ rate: 1, steps: 0 }),
    message: /^cosineSchedule: expected steps to be a whole number/,
  },
  { make: () => cosineSchedule({ rate: 1, steps: 1, end: -1 }), message: /^cosineSchedule: expected end/ },
  {
    make: () => linearWarmUp({ steps: 0, after: 1 }),
    message: /^linearWarmUp: expected steps to be a whole number/,
  },
  { make: () => linearWarmUp(undefined as never), message: /^linearWarmUp: expected a record of settings/ },
])("refuses wrong settings ($message)", ({ make, message }) => {
  expect(make).toThrow(message);
});

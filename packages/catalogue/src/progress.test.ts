import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  isDone,
  type LessonProgress,
  mergeProgress,
  noProgress,
  type Progress,
  withHelp,
  withOutcome,
} from "./progress.ts";
import { readProgress } from "./read-progress.ts";

const at = (minute: number) => new Date(Date.UTC(2026, 10, 21, 12, minute)).toISOString();
const outcome: LessonProgress = { starter: "3f2a", passed: true, testsPassed: 9, tests: 9, at: at(0) };
const failed: LessonProgress = { ...outcome, passed: false, testsPassed: 4, at: at(5) };

describe("a lesson's outcome", () => {
  test("leaves the others as they were", () => {
    const before = withOutcome(noProgress, "warm-up", outcome);
    const after = withOutcome(before, "products", failed);
    expect(after.lessons["warm-up"]).toEqual({ ...outcome, passedAt: at(0) });
    expect(before.lessons.products).toBeUndefined();
  });

  test("that fails after a pass leaves the lesson done, with the moment of the first pass", () => {
    const passedTwice = [outcome, failed, { ...outcome, at: at(9) }].reduce(
      (progress, run) => withOutcome(progress, "products", run),
      noProgress,
    );
    expect(passedTwice.lessons.products).toMatchObject({ at: at(9), passedAt: at(0) });
    const failedSince = withOutcome(passedTwice, "products", failed);
    expect(isDone(failedSince, "products")).toBe(true);
    expect(failedSince.lessons.products).toMatchObject({ passed: false, passedAt: at(0) });
  });

  test("of a file without first passes counts as one", () => {
    const old: Progress = { ...noProgress, lessons: { products: outcome } };
    expect(isDone(old, "products")).toBe(true);
    expect(withOutcome(old, "products", failed).lessons.products?.passedAt).toBe(at(0));
  });

  test("that never passed is not done", () => {
    expect(isDone(withOutcome(noProgress, "products", failed), "products")).toBe(false);
    expect(isDone(noProgress, "products")).toBe(false);
  });
});

test("help is kept by lesson, beside what was asked before", () => {
  const asked = withHelp(noProgress, "products", { hints: { pathGain: 1 } });
  expect(withHelp(asked, "products", { solutionAsked: at(1) }).help).toEqual({
    products: { hints: { pathGain: 1 }, solutionAsked: at(1) },
  });
});

const moments = fc.integer({ min: 0, max: 30 }).map(at);
const outcomes: fc.Arbitrary<LessonProgress> = fc.record(
  {
    starter: fc.constantFrom("a", "b"),
    passed: fc.boolean(),
    testsPassed: fc.nat(3),
    tests: fc.constant(3),
    at: moments,
    passedAt: moments,
    checks: fc.dictionary(fc.constantFrom("x", "y"), fc.boolean()),
  },
  { requiredKeys: ["starter", "passed", "testsPassed", "tests", "at"] },
);
const slugs = fc.constantFrom("warm-up", "products", "saturation");
const progresses: fc.Arbitrary<Progress> = fc.record({
  format: fc.constant("vanishing-point-progress" as const),
  version: fc.constant(1 as const),
  lessons: fc.dictionary(slugs, outcomes),
  help: fc.dictionary(
    slugs,
    fc.record({ hints: fc.dictionary(fc.constantFrom("x", "y"), fc.nat(4)), solutionAsked: moments }),
  ),
});
const law = (predicate: (a: Progress, b: Progress, c: Progress) => void) =>
  fc.assert(fc.property(progresses, progresses, progresses, predicate), { seed: 11, numRuns: 300 });

describe("mergeProgress", () => {
  test("does not depend on the order of the files, nor on how many times one is merged", () => {
    law((a, b, c) => {
      expect(mergeProgress(a, b)).toEqual(mergeProgress(b, a));
      expect(mergeProgress(mergeProgress(a, b), c)).toEqual(mergeProgress(a, mergeProgress(b, c)));
      const merged = mergeProgress(a, b);
      expect(mergeProgress(merged, b)).toEqual(merged);
    });
  });

  test("loses no lesson, no pass and no hint", () => {
    law((a, b) => {
      const merged = mergeProgress(a, b);
      for (const one of [a, b]) {
        for (const [slug, lesson] of Object.entries(one.lessons)) {
          expect(isDone(merged, slug) || !isDone(one, slug)).toBe(true);
          expect(Date.parse(merged.lessons[slug]?.at ?? "")).toBeGreaterThanOrEqual(Date.parse(lesson.at));
        }
        for (const [slug, { hints }] of Object.entries(one.help ?? {})) {
          for (const [check, stage] of Object.entries(hints ?? {}))
            expect(merged.help?.[slug]?.hints?.[check]).toBeGreaterThanOrEqual(stage);
        }
      }
    });
  });

  test("keeps the newer run, with the first pass of either", () => {
    const mine = withOutcome(noProgress, "products", failed);
    const theirs = withOutcome(noProgress, "products", outcome);
    expect(mergeProgress(mine, theirs).lessons.products).toEqual({ ...failed, passedAt: at(0) });
  });

  test("keeps what another edition has added", () => {
    const added = { ...noProgress, streak: 7 };
    expect(mergeProgress(noProgress, added)).toEqual(added);
  });

  test("survives the way through the file", () => {
    law((a) => {
      expect(readProgress(JSON.stringify(a))).toEqual({ progress: a });
    });
  });
});

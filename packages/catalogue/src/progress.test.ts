import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type LessonProgress, noProgress, readProgress, withLesson } from "./progress.ts";

const outcome: LessonProgress = {
  starter: "3f2a",
  passed: true,
  testsPassed: 9,
  tests: 9,
  at: "2026-11-21T12:00:00.000Z",
};

describe("progress", () => {
  test("survives the way through its file", () => {
    const progress = withLesson(noProgress, "products", outcome);
    expect(readProgress(JSON.stringify(progress))).toEqual({ progress });
  });

  test("keeps what another edition of the course has added", () => {
    const added = { ...withLesson(noProgress, "products", { ...outcome, hints: 2 }), streak: 7 };
    expect(readProgress(JSON.stringify(added))).toEqual({ progress: added });
  });

  test("one lesson's outcome leaves the others as they were", () => {
    const before = withLesson(noProgress, "warm-up", outcome);
    const after = withLesson(before, "products", { ...outcome, passed: false });
    expect(after.lessons["warm-up"]).toEqual(outcome);
    expect(before.lessons.products).toBeUndefined();
  });

  test.each([
    ["", "not JSON"],
    ['{"format":"vanishing-point-pro', "not JSON"],
    ["null", "expected object"],
    ["[]", "expected object"],
    [
      '{"format":"vanishing-point-progress","version":7,"lessons":{}}',
      "newer edition of the course (version 7",
    ],
    [
      '{"format":"vanishing-point-progress","version":1,"lessons":{"products":{}}}',
      "lessons.products.starter",
    ],
  ])("says why %j is no progress", (text, reason) => {
    expect(readProgress(text)).toMatchObject({
      progress: undefined,
      reason: expect.stringContaining(reason),
    });
  });

  test("never throws, whatever the file holds", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(readProgress(text).progress).toBeUndefined();
      }),
      { seed: 5 },
    );
  });
});

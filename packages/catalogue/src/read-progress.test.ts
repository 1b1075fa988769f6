import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { noProgress, withOutcome } from "./progress.ts";
import { progressSchema, readProgress } from "./read-progress.ts";

const outcome = {
  starter: "3f2a",
  passed: true,
  testsPassed: 9,
  tests: 9,
  at: "2026-11-21T12:00:00.000Z",
};
const file = (rest: string) => `{"format":"vanishing-point-progress","version":1,${rest}}`;

describe("readProgress", () => {
  test("keeps what another edition of the course has added", () => {
    const added = { ...withOutcome(noProgress, "products", { ...outcome, mood: "good" }), streak: 7 };
    expect(readProgress(JSON.stringify(added))).toEqual({ progress: added });
  });

  test("reads a file that an editor has saved with a byte order mark", () => {
    expect(readProgress(`\uFEFF${file('"lessons":{}')}`)).toEqual({ progress: noProgress });
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
    [file('"lessons":{"products":{}}'), "lessons.products.starter"],
    [file('"lessons":{"../../etc":{}}'), 'lessons["../../etc"]'],
    [file('"lessons":{},"help":{"products":{"hints":{"x":-1}}}'), "help.products.hints.x"],
  ])("says why %j is no progress", (text, reason) => {
    expect(readProgress(text)).toMatchObject({
      progress: undefined,
      reason: expect.stringContaining(reason),
    });
  });

  test("takes no lesson from a name that means something else to the machine", () => {
    const hostile = file('"lessons":{"__proto__":{"passed":true}}');
    expect(readProgress(hostile)).toEqual({ progress: noProgress });
  });

  test("says little of a file with very much in it", () => {
    const wrong = file(
      `"lessons":{${Array.from({ length: 5000 }, (_, i) => `"l${i}":{"${"x".repeat(500)}":1}`)}}`,
    );
    for (const text of [wrong, " ".repeat(6_000_000)]) {
      const result = readProgress(text);
      expect(result.progress).toBeUndefined();
      expect(JSON.stringify(result).length).toBeLessThan(1500);
    }
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

test("the schema names what the file must hold", () => {
  expect(progressSchema()).toMatchObject({
    type: "object",
    required: ["format", "version", "lessons"],
    properties: { version: { const: 1 } },
  });
});

import { describe, expect, test } from "vitest";
import { checkVariants } from "./check-variants.ts";

const solution = { length: "(v) => Math.sqrt(v[0] ** 2 + v[1] ** 2)" };
const variants = [
  { algorithm: "the language's own", code: { length: String(Math.hypot) } },
  { algorithm: "a power", code: { length: "(v) => (v[0] * v[0] + v[1] * v[1]) ** 0.5" } },
  { algorithm: "an angle", code: { length: "(v) => v[0] / Math.cos(Math.atan2(v[1], v[0]))" } },
];
const problems = (...changed: Parameters<typeof checkVariants>[0]["variants"]) =>
  checkVariants({ solution, variants: changed }).map(({ problem }) => problem);

describe("checkVariants", () => {
  test("finds nothing in three algorithms, also where one is a function of the language", () => {
    expect(problems(...variants)).toEqual([]);
  });

  test("finds a variant without a name, and one without an answer", () => {
    expect(problems(...variants, { algorithm: " ", code: {} })).toEqual([
      "A variant's algorithm has no name.",
      'The variant " " has no length.',
    ]);
  });

  test("finds a function of the language that stands twice", () => {
    expect(problems(...variants, { algorithm: "once more", code: { length: String(Math.hypot) } })).toEqual([
      'The variant "once more" is the same code as "the language\'s own", apart from names and layout.',
    ]);
  });
});

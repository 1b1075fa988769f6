import { expect, test } from "vitest";
import { solutionDifference } from "./solution-difference.ts";

const solution = `// Solved.
export function half(x: number): number {
  return x / 2;
}
`;
const shown = (exercise: string) =>
  solutionDifference(exercise, solution).map(
    ({ of, text }) => `${{ both: " ", exercise: "-", solution: "+" }[of]} ${text}`,
  );

test("comments are left out on both sides, and only what differs is marked", () => {
  const exercise = `/**
 * Half of x. Not "// this".
 */
export function half(x: number): number {
  const url = "https://a.b"; // the string stays
  throw new Error("TODO: half");
}
`;
  expect(shown(exercise)).toEqual([
    "  export function half(x: number): number {",
    '-   const url = "https://a.b";',
    '-   throw new Error("TODO: half");',
    "+   return x / 2;",
    "  }",
  ]);
});

test("the solution in other words of comments, line ends and byte order mark has no difference", () => {
  expect(shown(`\uFEFF${solution.replaceAll("\n", "\r\n")}`).every((line) => line.startsWith(" "))).toBe(
    true,
  );
});

test.each(["", "export function half( {", "\u0000\u202E💥", "`".repeat(1000)])(
  "any text can be compared: %j",
  (text) => {
    expect(shown(text).filter((line) => /^[+ ]/.test(line))).toHaveLength(3);
  },
);

test("a text of a megabyte is not compared", () => {
  expect(shown("x;\n".repeat(400_000))).toHaveLength(3);
});

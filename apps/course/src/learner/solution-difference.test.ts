import { stripVTControlCharacters } from "node:util";
import { expect, test } from "vitest";
import { solutionDifference } from "./solution-difference.ts";

const solution = "export function f(x: number): number {\n  return x + 1; // one more\n}\n";
const difference = (exercise: string) =>
  stripVTControlCharacters(solutionDifference(exercise, solution, "mine.ts", "theirs.ts"));

test("shows what changes, line by line, comments left out on both sides", () => {
  const exercise =
    '/** What f does. */\nexport function f(x: number): number {\n  throw new Error("// TODO: f");\n}\n';
  expect(difference(exercise)).toBe(
    [
      "- mine.ts",
      "+ theirs.ts",
      "",
      "  export function f(x: number): number {",
      '-   throw new Error("// TODO: f");',
      "+   return x + 1;",
      "  }",
    ].join("\n"),
  );
});

test("says when there is no difference but comments, line ends and a byte order mark", () => {
  expect(difference(`\uFEFF${solution.replaceAll("\n", "\r\n")}// done`)).toContain("the same as theirs.ts");
});

test("shows a text that cannot be read as it is", () => {
  expect(difference("export function f( { // half\n")).toContain("- export function f( { // half");
});

test("shows the solution alone beside a text that is no exercise", () => {
  const long = difference("x;\n".repeat(100_000));
  expect(long).toContain("return x + 1;");
  expect(long.length).toBeLessThan(200);
});

test("sends no control characters to the terminal", () => {
  expect(solutionDifference("\u001b[2J// hidden", solution, "m", "t")).not.toContain("\u001b[2J");
});

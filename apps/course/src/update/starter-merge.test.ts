import { describe, expect, test } from "vitest";
import { bringStarterChange } from "./starter-merge.ts";

const lines = (...texts: string[]) => `${texts.join("\n")}\n`;
const gap = 'throw new Error("TODO: f");';
const starter = lines("// Read section 2.", "", "/** The sum. */", "function f() {", gap, "}", "", "// end");
const newStarter = starter.replace("section 2", "section 3");
const answered = starter.replace(gap, "return 1;");

describe("bringStarterChange", () => {
  test("puts the starter's change beside the learner's", () => {
    expect(bringStarterChange(answered, starter, newStarter)).toBe(
      answered.replace("section 2", "section 3"),
    );
  });

  test("follows the lines where the learner has pushed them down", () => {
    const mine = `import { sum } from "@vanishing/core";\n\n${answered}`;
    expect(bringStarterChange(mine, starter, newStarter)).toBe(mine.replace("section 2", "section 3"));
  });

  test("keeps the line ends of Windows", () => {
    const windows = answered.replaceAll("\n", "\r\n");
    expect(bringStarterChange(windows, starter, newStarter)).toBe(windows.replace("section 2", "section 3"));
  });

  test("takes a starter with other line ends for the same starter", () => {
    const windows = newStarter.replaceAll("\n", "\r\n");
    expect(bringStarterChange(answered, starter, windows)).toBe(answered.replace("section 2", "section 3"));
  });

  test.each([
    ["the changed line was edited", answered.replace("section 2", "section two")],
    ["the exercise is empty", ""],
    ["the exercise is something else", "\u0000\u0001"],
  ])("is undefined where %s", (_, mine) => {
    expect(bringStarterChange(mine, starter, newStarter)).toBeUndefined();
  });

  test("is undefined where the starter changes the gap that is filled in", () => {
    const renamed = starter.replace("TODO: f", "TODO: g");
    expect(bringStarterChange(answered, starter, renamed)).toBeUndefined();
  });
});

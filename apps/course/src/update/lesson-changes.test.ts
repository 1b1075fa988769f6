import { describe, expect, test } from "vitest";
import { type Exercise, type LessonState, lessonChanges } from "./lesson-changes.ts";

function lesson(number: number, slug: string, starter: string): LessonState {
  return { number, slug, folder: `${String(number).padStart(2, "0")}-${slug}`, starter };
}

function only(before: LessonState[], after: LessonState[], exercise: Exercise) {
  const [change, ...others] = lessonChanges(before, after, new Map([["tape", exercise]]));
  expect(others).toEqual([]);
  return change;
}

describe("lessonChanges", () => {
  const old = lesson(1, "tape", "one\ntwo\n");
  const changed = lesson(1, "tape", "one\n2\n");
  const moved = lesson(4, "tape", "one\ntwo\n");
  const movedAndChanged = lesson(4, "tape", "one\n2\n");
  const windows = lesson(1, "tape", "one\r\ntwo\r\n");

  test.each<[string, LessonState[], LessonState[], Exercise, string, boolean]>([
    ["nothing changes, nothing written", [old], [old], { text: old.starter }, "untouched", false],
    ["the starter changes, nothing written", [old], [changed], { text: old.starter }, "untouched", true],
    [
      "the exercise is the new starter already",
      [old],
      [changed],
      { text: changed.starter },
      "untouched",
      true,
    ],
    ["only the exercise changes", [old], [old], { text: "mine" }, "edited", false],
    ["both change", [old], [changed], { text: "mine" }, "changed on both sides", true],
    ["an empty exercise is an edited one", [old], [changed], { text: "" }, "changed on both sides", true],
    ["a folder in its place is no starter", [old], [changed], "unlike", "changed on both sides", true],
    ["a folder, and the starter stays", [old], [old], "unlike", "edited", false],
    ["no exercise", [old], [changed], undefined, "not begun", true],
    ["a new lesson", [], [old], undefined, "new", false],
    ["a new lesson where an exercise lies already", [], [old], { text: "mine" }, "new", false],
    ["a removed lesson", [old], [], { text: "mine" }, "removed", false],
    ["a new number, nothing written", [old], [moved], { text: old.starter }, "untouched", false],
    ["a new number, edited", [old], [moved], { text: "mine" }, "edited", false],
    ["a new number and starter", [old], [movedAndChanged], { text: "mine" }, "changed on both sides", true],
    ["line ends of an exercise", [old], [changed], { text: windows.starter }, "untouched", true],
    ["line ends of the old starter", [windows], [old], { text: "mine" }, "edited", false],
    ["line ends of the new starter", [old], [windows], { text: old.starter }, "untouched", false],
  ])("%s", (_, before, after, exercise, kind, starterChanges) => {
    expect(only(before, after, exercise)).toMatchObject({ kind, starterChanges, slug: "tape" });
  });

  test("matches by slug, keeps the new order, and lists what is removed last", () => {
    const before = [lesson(0, "warm-up", "w"), lesson(1, "tape", "t"), lesson(2, "relu", "r")];
    const after = [lesson(0, "warm-up", "w"), lesson(1, "products", "p"), lesson(2, "tape", "t")];
    const changes = lessonChanges(before, after, new Map([["tape", { text: "mine" }]]));
    expect(
      changes.map(({ slug, kind, before, after }) => [slug, kind, before?.number, after?.number]),
    ).toEqual([
      ["warm-up", "not begun", 0, 0],
      ["products", "new", undefined, 1],
      ["tape", "edited", 1, 2],
      ["relu", "removed", 2, undefined],
    ]);
  });
});

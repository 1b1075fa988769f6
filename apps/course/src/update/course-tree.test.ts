import { describe, expect, test } from "vitest";
import { lessonStates, mergedFiles, otherChanges } from "./course-tree.ts";

const tree = (files: Record<string, string>) => ({
  files: new Map(Object.entries(files)),
  read: (file: string) => `text of ${file}`,
});

test("lessonStates: the lessons in order, an empty starter where there is none", async () => {
  const course = tree({
    "lessons/02-relu/lesson.test.ts": "a",
    "lessons/01-tape/lesson.test.ts": "b",
    "lessons/01-tape/starter.ts": "c",
    "lessons/03-draft/lesson.mdx": "d",
  });
  expect(await lessonStates(course)).toEqual([
    { number: 1, slug: "tape", folder: "01-tape", starter: "text of lessons/01-tape/starter.ts" },
    { number: 2, slug: "relu", folder: "02-relu", starter: "" },
  ]);
});

test("otherChanges: changed, added and removed files, but no starter and no new number", () => {
  const before = tree({
    a: "1",
    b: "1",
    c: "1",
    "lessons/01-tape/starter.ts": "1",
    "lessons/01-tape/x": "1",
  });
  const after = tree({
    a: "1",
    b: "2",
    d: "1",
    "lessons/102-tape/starter.ts": "2",
    "lessons/102-tape/x": "1",
  });
  expect(otherChanges(before, after)).toBe(3);
});

describe("mergedFiles", () => {
  test.each([
    ["nobody changed it", "1", "1", "1", "1"],
    ["they changed it", "1", "1", "2", "2"],
    ["we changed it", "1", "2", "1", "2"],
    ["both changed it", "1", "2", "3", "3"],
    ["they removed it", "1", "1", undefined, undefined],
    ["we removed it", "1", undefined, "1", undefined],
    ["they added it", undefined, undefined, "1", "1"],
    ["we added it", undefined, "1", undefined, "1"],
  ])("%s", (_, base, ours, theirs, merged) => {
    const map = (id: string | undefined) => new Map(id === undefined ? [] : [["file", id]]);
    expect(mergedFiles(map(base), map(ours), map(theirs)).get("file")).toBe(merged);
  });
});

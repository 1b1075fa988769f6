import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { makeLessons } from "./many-lessons.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "vanishing-point-lessons-"));
  writeFileSync(join(folder, "package.json"), "{}");
  for (const name of ["00-warm-up", "03-saturation"]) {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, "lesson.mdx"), `---\ntitle: ${name}\n---\n\ntitle: none\n`);
    writeFileSync(join(folder, name, "lesson.test.ts"), `import {} from "#exercise/${name}";\n`);
  }
});
afterEach(() => rmSync(folder, { recursive: true }));

const text = (...parts: string[]) => readFileSync(join(folder, ...parts), "utf8");

test("copies stand after the last lesson, in turn, under names of their own", () => {
  makeLessons(folder, 5);
  expect(readdirSync(folder).sort()).toEqual([
    "00-warm-up",
    "03-saturation",
    "04-copy-1",
    "05-copy-2",
    "06-copy-3",
    "package.json",
  ]);
  expect(text("05-copy-2", "lesson.mdx")).toBe("---\ntitle: Copy 2\n---\n\ntitle: none\n");
  expect(text("05-copy-2", "lesson.test.ts")).toBe('import {} from "#exercise/05-copy-2";\n');
  expect(text("03-saturation", "lesson.mdx")).toContain("title: 03-saturation");
});

test("numbers go on beyond two digits, and what was too many is removed", () => {
  makeLessons(folder, 200);
  expect(readdirSync(folder)).toHaveLength(201);
  expect(readdirSync(folder)).toContain("201-copy-198");
  makeLessons(folder, 2);
  expect(readdirSync(folder).sort()).toEqual(["00-warm-up", "03-saturation", "package.json"]);
});

test("lessons that are not copies are never removed", () => {
  expect(() => makeLessons(folder, 1)).toThrow("has 2 lessons");
});

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { pageId, readLessonPages } from "./course-map.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "course-map-"));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** Adds a lesson's folder with this file in it. */
function add(lesson: string, file: string, text: string): void {
  mkdirSync(join(folder, lesson), { recursive: true });
  writeFileSync(join(folder, lesson, file), text);
}

function page(title: string): string {
  const facts = "{ package: core, minutes: 20, writes: [pathGain], buildsOn: [] }";
  return `---\ntitle: ${title}\ndescription: What the lesson is about.\nlesson: ${facts}\n---\n\nText.\n`;
}

test("lessons come in the order of their numbers, each with its front matter", () => {
  add("10-batch-norm", "lesson.mdx", page("Batch norm"));
  add("02-tape", "lesson.mdx", page("The tape"));
  const lessons = readLessonPages(folder);
  expect(lessons.map(({ number, slug, title }) => [number, slug, title])).toEqual([
    [2, "tape", "The tape"],
    [10, "batch-norm", "Batch norm"],
  ]);
  expect(lessons[0]?.lesson.writes).toEqual(["pathGain"]);
});

test("a lesson without a page and what is no lesson are passed over", () => {
  add("01-products", "solution.ts", "export {};");
  add("node_modules", "lesson.mdx", page("Not a lesson"));
  writeFileSync(join(folder, "package.json"), "{}");
  expect(readLessonPages(folder)).toEqual([]);
});

test("front matter that is not complete is refused with the page's name", () => {
  add("01-products", "lesson.mdx", "---\ntitle: Products\n---\n");
  expect(() => readLessonPages(folder)).toThrow("lessons/01-products/lesson.mdx");
});

test("a page's id holds the slug and not the number, which may change", () => {
  expect(pageId({ number: 1, slug: "products", folder: "01-products" })).toBe("lessons/products");
});

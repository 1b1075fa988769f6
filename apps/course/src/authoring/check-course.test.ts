import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { checkCourse, lessonsIn } from "./check-course.ts";

function lessons(...folders: string[]): string {
  const root = mkdtempSync(path.join(tmpdir(), "lessons-"));
  onTestFinished(() => rmSync(root, { recursive: true }));
  for (const folder of folders) {
    mkdirSync(path.join(root, folder));
    writeFileSync(path.join(root, folder, "lesson.test.ts"), "");
  }
  return root;
}

test("finds nothing in whole lessons, and passes over what is no lesson's business", () => {
  const root = lessons("00-warm-up", "01-products", "node_modules", ".new-lesson-x");
  writeFileSync(path.join(root, "package.json"), "{}");
  expect(checkCourse(root)).toEqual([]);
  expect(lessonsIn(root).map(({ slug }) => slug)).toEqual(["warm-up", "products"]);
});

test("finds a number and a slug that stand twice", () => {
  expect(checkCourse(lessons("01-products", "01-tape", "02-products"))).toMatchObject([
    { file: "01-tape", problem: "01-tape has the number of 01-products." },
    { file: "02-products", problem: "02-products has the slug of 01-products." },
  ]);
});

test("finds folders and files that belong to no lesson, and a lesson without a suite", () => {
  const root = lessons("1-products", "03-Saturation");
  mkdirSync(path.join(root, "04-jacobians"));
  writeFileSync(path.join(root, "notes.txt"), "");
  expect(checkCourse(root).map(({ problem }) => problem)).toEqual([
    "03-Saturation is no lesson's folder.",
    "1-products is no lesson's folder.",
    "notes.txt belongs to no lesson.",
    "04-jacobians has no lesson.test.ts, so the course does not see it.",
  ]);
});

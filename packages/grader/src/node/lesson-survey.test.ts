import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { surveyLesson } from "./lesson-survey.ts";

const sample = path.join(import.meta.dirname, "sample-lesson");

test("tells what a lesson's modules hold", async () => {
  const { survey } = await surveyLesson(sample);
  expect(survey?.mistakes.map(({ name, task }) => [name, task])).toEqual([
    ["squares", "double"],
    ["loses-the-sign", "triple"],
  ]);
  expect(survey?.probed).toEqual(["double", "triple"]);
  expect(survey?.variants.map(({ algorithm, code }) => [algorithm, Object.keys(code)])).toEqual([
    ["sums", ["double", "triple"]],
  ]);
  expect(survey?.variants[0]?.code.double).toContain("x + x");
  expect(survey?.solution.triple).toContain("3 * x");
  expect(Object.keys(survey?.hints ?? {})).toEqual(["double"]);
});

test.each([
  ["solution.ts", 'throw new Error("on loading");', "on loading"],
  ["mistakes.ts", "export const mistakes = [;", "Expression expected"],
  ["mistakes.ts", "export const probes = {};", "should export mistakes"],
  ["variants.ts", "process.exit(0);", "does not come to an end"],
  ["variants.ts", "export const variants = [null];", "null"],
  ["hints.ts", 'export const hints = { double: "one" };', "should export hints"],
  ["hints.ts", "export const hint = {};", "should export hints"],
])("names %s when it cannot be loaded", async (file, text, problem) => {
  const folder = mkdtempSync(path.join(tmpdir(), "survey-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  cpSync(sample, folder, { recursive: true });
  writeFileSync(path.join(folder, file), text);
  expect(await surveyLesson(folder)).toEqual({ file, problem: expect.stringContaining(problem) });
});

test("takes what a mistake or a variant leaves out for empty", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "survey-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  cpSync(sample, folder, { recursive: true });
  writeFileSync(path.join(folder, "mistakes.ts"), "export const probes = {};\nexport const mistakes = [{}];");
  writeFileSync(path.join(folder, "variants.ts"), "export const variants = [{}];");
  const { survey } = await surveyLesson(folder);
  expect(survey?.mistakes).toEqual([{ name: "", task: "", misunderstanding: "", hint: "" }]);
  expect(survey?.variants).toEqual([{ algorithm: "", code: {} }]);
});

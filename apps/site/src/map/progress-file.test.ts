import { mergeProgress, noProgress, withOutcome } from "@vanishing/catalogue/progress";
import { readProgress } from "@vanishing/catalogue/read-progress";
import { expect, test } from "vitest";
import { importInWords, progressText, readProgressFile } from "./progress-file.ts";

const lessons = ["warm-up", "products", "saturation"].map((slug, number) => ({
  number,
  slug,
  title: slug.toUpperCase(),
  href: `/lessons/${slug}/`,
}));
const at = "2026-11-21T12:00:00.000Z";
const outcome = { starter: "a", passed: true, testsPassed: 9, tests: 9, at };
const after = (...slugs: string[]) =>
  slugs.reduce((progress, slug) => withOutcome(progress, slug, outcome), noProgress);
const imported = (before: typeof noProgress, given: typeof noProgress) =>
  importInWords(before, mergeProgress(before, given), given, lessons);

test("the file is read again as it was", () => {
  const progress = after("products");
  expect(readProgress(progressText(progress))).toEqual({ progress });
});

test("a chosen file is read, with and without a byte order mark", async () => {
  const text = progressText(after("products"));
  for (const parts of [[text], ["\uFEFF", text]])
    expect(await readProgressFile(new Blob(parts))).toEqual({ progress: after("products") });
});

test.each([
  ["garbage", new Blob(["{"]), "it is not JSON"],
  ["nothing", new Blob([]), "it is not JSON"],
  ["something else", new Blob(['{"a":1}']), "format"],
  ["bytes", new Blob([new Uint8Array([0, 255, 254, 128])]), "it is not JSON"],
  ["too much", new Blob([new Uint8Array(5_000_001)]), "5,000,001 bytes"],
])("a file of %s is refused with the reason", async (_, file, reason) => {
  expect(await readProgressFile(file)).toMatchObject({ reason: expect.stringContaining(reason) });
});

test("a file too large is refused by its size alone, and one that cannot be read with the browser's reason", async () => {
  const unreadable = { size: 10, text: () => Promise.reject(new Error("moved")) } as Blob;
  expect(await readProgressFile(unreadable)).toMatchObject({ reason: expect.stringContaining("moved") });
  const huge = { ...unreadable, size: 5e9 } as Blob;
  expect(await readProgressFile(huge)).toMatchObject({ reason: expect.stringContaining("5,000,000,000") });
});

test("an import says what was taken over, what stayed, and what is of another edition", () => {
  expect(imported(after("warm-up"), after("warm-up", "products", "elsewhere"))).toBe(
    "Merged into your progress. Taken over or brought up to date: 1 · PRODUCTS. As before: 0 · WARM-UP. " +
      "Kept, though this edition of the course has no such lesson: elsewhere.",
  );
  expect(imported(after("warm-up"), noProgress)).toBe(
    "The file holds no lesson yet, so nothing was changed.",
  );
});

test("of very many lessons, and very long slugs, a few are named", () => {
  const many = after(...Array.from({ length: 200 }, (_, i) => `x${i}`), "y".repeat(3000));
  const words = imported(noProgress, many);
  expect(words).toContain("x0, x1, x2, x3, x4 and 196 more.");
  expect(imported(noProgress, after("y".repeat(3000))).length).toBeLessThan(300);
});

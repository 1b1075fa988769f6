import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findLesson } from "./find-lesson.ts";
import { lessonsInOrder } from "./lesson.ts";

const lessons = lessonsInOrder([
  "00-warm-up",
  "01-products",
  "03-saturation",
  "10-batch-norm",
  "11-layer-norm",
  "100-residual",
]);

describe("findLesson", () => {
  test.each([
    ["3", "saturation"],
    ["03", "saturation"],
    ["lesson-3", "saturation"],
    ["lesson3", "saturation"],
    ["lesson-03", "saturation"],
    ["Lesson 3", "saturation"],
    ["saturation", "saturation"],
    ["SATURATION", "saturation"],
    ["03-saturation", "saturation"],
    ["lesson-saturation", "saturation"],
    ["lessons/03-saturation", "saturation"],
    ["lessons/03-saturation/", "saturation"],
    ["lessons\\03-saturation\\exercise.ts", "saturation"],
    ["0", "warm-up"],
    ["lesson-1", "products"],
    ["lesson-10", "batch-norm"],
    ["lesson-100", "residual"],
    ["0100", "residual"],
    ["100-residual", "residual"],
    ["lessons/100-residual/exercise.ts", "residual"],
  ])("%j is %s", (word, slug) => {
    expect(findLesson(word, lessons).lesson?.slug).toBe(slug);
  });

  test.each([
    ["saturatoin", "saturation"],
    ["lesson-prodcts", "products"],
    ["warmup", "warm-up"],
    ["sat", "saturation"],
    ["lesson-batch", "batch-norm"],
    ["2", "products"],
    ["lesson-54", "layer-norm"],
    ["lesson-99", "residual"],
    ["lesson-1000", "residual"],
  ])("%j is unknown, and the nearest is %s", (word, slug) => {
    expect(findLesson(word, lessons)).toMatchObject({ lesson: undefined, nearest: { slug } });
  });

  test.each(["", "quantum-gravity", "-", "../../etc/passwd", "x".repeat(1e6)])(
    "a word like no lesson has no nearest",
    (word) => {
      expect(findLesson(word, lessons)).toEqual({ lesson: undefined, nearest: undefined });
    },
  );

  test("every number finds its own lesson or none", () => {
    fc.assert(
      fc.property(fc.nat(200), (number) => {
        const { lesson } = findLesson(`lesson-${number}`, lessons);
        expect(lesson?.number ?? number).toBe(number);
        expect(lesson !== undefined).toBe(lessons.some((known) => known.number === number));
      }),
      { seed: 3 },
    );
  });
});

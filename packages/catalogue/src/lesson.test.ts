import { describe, expect, test } from "vitest";
import { lessonOfFolder, lessonsInOrder } from "./lesson.ts";

describe("lessonOfFolder", () => {
  test("reads number and slug", () => {
    expect(lessonOfFolder("09-edge-of-chaos")).toEqual({
      number: 9,
      slug: "edge-of-chaos",
      folder: "09-edge-of-chaos",
    });
  });

  test.each([
    ["99-last-of-two-digits", 99],
    ["100-first-of-three", 100],
    ["999-last", 999],
  ])("reads %j as number %i", (folder, number) => {
    expect(lessonOfFolder(folder)?.number).toBe(number);
  });

  test.each([
    "node_modules",
    "9-short",
    "09-",
    "09-Upper",
    "09-a--b",
    "009-three",
    "000-none",
    "1000-four",
    "09-a/../b",
    "",
  ])("passes over %j", (name) => {
    expect(lessonOfFolder(name)).toBeUndefined();
  });
});

describe("lessonsInOrder", () => {
  test("orders by number, whatever order the folders come in", () => {
    const lessons = lessonsInOrder(["10-batch-norm", "node_modules", "01-products", "00-warm-up"]);
    expect(lessons.map((lesson) => lesson.slug)).toEqual(["warm-up", "products", "batch-norm"]);
  });

  test("orders by number where names would sort otherwise", () => {
    const lessons = lessonsInOrder(["100-residual", "10-batch-norm", "99-clipping", "11-layer-norm"]);
    expect(lessons.map(({ number }) => number)).toEqual([10, 11, 99, 100]);
  });

  test("refuses a number or a slug that stands twice", () => {
    expect(() => lessonsInOrder(["01-products", "01-tape"])).toThrow(
      "Two lessons have the number 1: lessons/01-products and lessons/01-tape",
    );
    expect(() => lessonsInOrder(["01-products", "02-products"])).toThrow(
      "Two lessons have the slug products",
    );
  });
});

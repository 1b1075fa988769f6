import { expect, test } from "vitest";
import { onePageOfEachKind } from "./page-kinds.ts";

const pages = (paths: Record<string, number>) =>
  Object.entries(paths).map(([path, bytes]) => ({ path, bytes }));

test("of the pages in a folder the longest is taken; pages at the top are each of their own kind", () => {
  expect(
    onePageOfEachKind(
      pages({
        "/": 5,
        "/404.html": 1,
        "/map/": 2,
        "/lessons/": 3,
        "/lessons/products/": 10,
        "/lessons/saturation/": 12,
        "/lessons/warm-up/": 11,
        "/packages/core/": 4,
        "/packages/core/tape/": 1,
      }),
    ),
  ).toEqual([
    "/",
    "/404.html",
    "/lessons/",
    "/lessons/saturation/",
    "/map/",
    "/packages/core/",
    "/packages/core/tape/",
  ]);
});

test("an empty page is one too, and of no pages there is none", () => {
  expect(onePageOfEachKind(pages({ "/lessons/x/": 0 }))).toEqual(["/lessons/x/"]);
  expect(onePageOfEachKind([])).toEqual([]);
});

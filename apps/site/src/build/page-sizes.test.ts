import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { gzippedSize, holdToBudget, kilobytes, totalSize } from "./page-sizes.ts";

const budget = { what: "JavaScript, gzipped", limit: 2000, reasonIn: "src/build/script-budget.ts" };

test("sizes", () => {
  const text = "export const a = 1;\n".repeat(100);
  expect(gzippedSize(text)).toBe(gzipSync(text).byteLength);
  expect(
    totalSize(
      new Map([
        ["a.js", 3],
        ["b.js", 4],
      ]),
    ),
  ).toBe(7);
  expect(totalSize(new Map())).toBe(0);
  expect(kilobytes(1949)).toBe("1.9 KB");
});

describe("a budget", () => {
  test("tells what every page weighs, the heaviest first", () => {
    const pages = new Map([
      ["light.html", new Map([["a.js", 100]])],
      [
        "heavy.html",
        new Map([
          ["a.js", 100],
          ["b.js", 1900],
        ]),
      ],
    ]);
    expect(holdToBudget(pages, budget)).toEqual([
      "2.0 KB of at most 2.0 KB JavaScript, gzipped: heavy.html",
      "0.1 KB of at most 2.0 KB JavaScript, gzipped: light.html",
    ]);
  });

  test("refuses a page that is one byte above it, with its files, the largest first", () => {
    const pages = new Map([
      ["light.html", new Map([["a.js", 100]])],
      [
        "heavy.html",
        new Map([
          ["a.js", 101],
          ["b.js", 1900],
        ]),
      ],
    ]);
    expect(() => holdToBudget(pages, budget)).toThrow(
      "heavy.html fetches 2.0 KB of JavaScript, gzipped; it may be 2.0 KB (src/build/script-budget.ts says why):\n     1.9 KB  b.js\n     0.1 KB  a.js",
    );
  });

  test("is kept by a site without pages, and by a page that has nothing", () => {
    expect(holdToBudget(new Map(), budget)).toEqual([]);
    expect(holdToBudget(new Map([["empty.html", new Map()]]), budget)).toEqual([]);
  });
});

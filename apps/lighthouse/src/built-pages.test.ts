import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { builtPages } from "./built-pages.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "built-pages-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

test("the pages that are to be found, by their addresses, and no others", () => {
  mkdirSync(join(folder, "lessons/products"), { recursive: true });
  writeFileSync(join(folder, "index.html"), '<link rel="icon" href="/favicon.svg">');
  writeFileSync(join(folder, "lessons/products/index.html"), "∂");
  writeFileSync(join(folder, "404.html"), '<meta name="robots" content="noindex">');
  writeFileSync(join(folder, "a.js"), "");
  expect(builtPages(folder).sort((a, b) => a.bytes - b.bytes)).toEqual([
    { path: "/lessons/products/", bytes: 3 },
    { path: "/", bytes: 37 },
  ]);
});

test("no build, and a build for a base path, are refused with what to do", () => {
  expect(() => builtPages(folder)).toThrow("Run first: pnpm build");
  writeFileSync(join(folder, "index.html"), '<link rel="icon" href="/course/favicon.svg">');
  expect(() => builtPages(folder)).toThrow("BASE_PATH unset");
});

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, test } from "vitest";
import { onlyWoff2 } from "./katex-fonts.ts";

const katexCss = readFileSync(createRequire(import.meta.url).resolve("katex/dist/katex.min.css"), "utf8");

test("of KaTeX's own style sheet, every font keeps its WOFF2 file and no other", () => {
  const fonts = katexCss.match(/@font-face/g)?.length ?? 0;
  const kept = onlyWoff2(katexCss).match(/url\([^)]*\)/g) ?? [];
  expect(fonts).toBeGreaterThan(0);
  expect(kept).toHaveLength(fonts);
  expect(kept.filter((url) => !url.includes(".woff2"))).toEqual([]);
});

test("all rules besides the fonts stay as they are", () => {
  const withoutFonts = (css: string) => css.replace(/@font-face\{[^}]*\}/g, "");
  expect(withoutFonts(onlyWoff2(katexCss))).toBe(withoutFonts(katexCss));
});

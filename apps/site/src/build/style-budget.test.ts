import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { builtSite } from "./built-site.ts";
import { scriptParts } from "./script-budget.ts";
import { pageStyles, parsedSize, styleSizes } from "./style-budget.ts";

/** What counts for `index.html` in a site of these files. */
function stylesOf(files: Record<string, string>, base = "/") {
  const site = builtSite(base, Object.keys(files), (file) => files[file] as string);
  return pageStyles(site, scriptParts(site)).get("index.html") ?? new Map<string, string>();
}

describe("a style sheet counts", () => {
  test.each([
    ["that the page links to", '<link rel="stylesheet" href="/a.css">'],
    ["for print", '<link rel="stylesheet" media="print" href="/a.css">'],
    ["that is not the preferred one", '<link rel="alternate stylesheet" href="/a.css">'],
    ["in the body", '<p>text</p><link rel="stylesheet" href="a.css">'],
  ])("%s", (_, html) => {
    expect([...stylesOf({ "index.html": html, "a.css": "", "b.css": "" }).keys()]).toEqual(["a.css"]);
  });

  test.each([
    ["by its place under the base path", 'const deps=["_astro/a.css"]'],
    ["relative to the script", 'load("./a.css")'],
    ["from the root", "load('/course/_astro/a.css')"],
  ])("that a script of the page names %s", (_, code) => {
    const html = '<script type="module" src="/course/_astro/a.js"></script>';
    const files = { "index.html": html, "_astro/a.js": code, "_astro/a.css": "", "_astro/b.css": "" };
    expect([...stylesOf(files, "/course").keys()]).toEqual(["_astro/a.css"]);
  });

  test.each(['@import "./b.css";', "@import url(b.css) print;", "@import url('/s/b.css')"])(
    "that another one has as %s, and around a circle once",
    (code) => {
      const html = '<link rel="stylesheet" href="/s/a.css">';
      const files = { "index.html": html, "s/a.css": code, "s/b.css": '@import "a.css"', "s/c.css": "" };
      expect([...stylesOf(files).keys()]).toEqual(["s/a.css", "s/b.css"]);
    },
  );

  test("not when it stands on another host, does not exist, or is preloaded as something else", () => {
    const html =
      '<link rel="stylesheet" href="https://example.org/a.css"><link rel="stylesheet" href="/b.css"><link rel="preload" href="/a.css">';
    expect(stylesOf({ "index.html": html, "a.css": "" }).size).toBe(0);
  });
});

test("sizes are of the gzipped and of the parsed text; what is written into the page counts together", () => {
  const css = "a{color:red}\n".repeat(100);
  const styles = stylesOf({
    "index.html": '<link rel="stylesheet" href="/a.css"><style>p{}</style><style>q{}</style>',
    "a.css": css,
  });
  expect(styleSizes(new Map([["index.html", styles]])).get("index.html")).toEqual(
    new Map([
      ["a.css", gzipSync(css).byteLength],
      ["(inline)", gzipSync("p{}q{}").byteLength],
    ]),
  );
  expect(parsedSize(styles)).toBe(css.length + 6);
});

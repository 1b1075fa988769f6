import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { builtSite } from "./built-site.ts";
import { totalSize } from "./page-sizes.ts";
import { scriptParts } from "./script-budget.ts";

/** The script files that count for `index.html` in a site of these files. */
function scriptsOf(files: Record<string, string>, base = "/"): string[] {
  const site = builtSite(base, Object.keys(files), (file) => files[file] as string);
  return [...(scriptParts(site).get("index.html")?.[0] ?? [])].map(([file]) => file).sort();
}

describe("a script counts", () => {
  test.each([
    ["as a script of the page", '<script type="module" src="/a.js"></script>'],
    ["as a preload", '<link rel="modulepreload" href="/a.js">'],
    ["as an island's component", '<astro-island component-url="/a.js"></astro-island>'],
    ["as an island's renderer", '<astro-island renderer-url="/a.js"></astro-island>'],
    ["before an island is hydrated", '<astro-island before-hydration-url="/a.js"></astro-island>'],
  ])("%s", (_, html) => {
    expect(scriptsOf({ "index.html": html, "a.js": "", "b.js": "" })).toEqual(["a.js"]);
  });

  test.each([
    ["imported", 'import{x}from"./b.js";'],
    ["imported for its effect", "import './b.js'"],
    ["exported from", 'export*from"./b.js"'],
    ["imported on demand", "()=>import(`./b.js`)"],
    ["a worker", 'new Worker(new URL("b.js",import.meta.url))'],
    ["named relative to the base path", 'const files=["_astro/b.js"]'],
    ["named from the root", 'import("/course/_astro/b.js")'],
  ])("when a script that counts has it as %s", (_, code) => {
    const html = '<script type="module" src="/course/_astro/a.js"></script>';
    const files = { "index.html": html, "_astro/a.js": code, "_astro/b.js": "", "_astro/c.js": "" };
    expect(scriptsOf(files, "/course")).toEqual(["_astro/a.js", "_astro/b.js"]);
  });

  test("once, through a chain of imports and around a circle", () => {
    const html = '<script type="module" src="/a.js"></script>';
    expect(
      scriptsOf({
        "index.html": html,
        "a.js": 'import"./b.js"',
        "b.js": 'import"./c.js"',
        "c.js": 'import"./a.js"',
      }),
    ).toEqual(["a.js", "b.js", "c.js"]);
  });

  test("not when it stands on another host, is put together while running, or does not exist", () => {
    const html = '<script src="https://example.org/a.js"></script><script src="/b.js"></script>';
    expect(
      scriptsOf({
        "index.html": html,
        "a.js": "",
        "b.js": 'import(path+"c.js");import("./gone.js")',
        "c/c.js": "",
      }),
    ).toEqual(["b.js"]);
  });
});

test("sizes are of the gzipped text; scripts written into the page are counted together", () => {
  const code = "export const a = 1;\n".repeat(100);
  const files: Record<string, string> = {
    "index.html":
      '<script type="module" src="/a.js"></script><script>first()</script><script>second()</script>',
    "a.js": code,
  };
  const site = builtSite("/", Object.keys(files), (file) => files[file] as string);
  const sizes = scriptParts(site).get("index.html")?.[0] ?? new Map();
  const inline = gzipSync("first()second()").byteLength;
  expect([...sizes]).toEqual([
    ["a.js", gzipSync(code).byteLength],
    ["(inline)", inline],
  ]);
  expect(totalSize(sizes)).toBe(gzipSync(code).byteLength + inline);
});

test("what a later part begins with, and loads alone, counts for that part", () => {
  const files: Record<string, string> = {
    "index.html": '<script type="module" src="/panel.js"></script>',
    "panel.js":
      'const __vite__mapDeps=(i,m=__vite__mapDeps,d=(m.f||(m.f=["editor.x1.js","grammar.js"])))=>i.map(i=>d[i]);import"./shared.js";()=>import("./editor.x1.js")',
    "editor.x1.js": 'import"./shared.js";import"./grammar.js"',
    "grammar.js": 'import"./panel.js"',
    "shared.js": "",
  };
  const site = builtSite("/", Object.keys(files), (file) => files[file] as string);
  const parts = scriptParts(site, [
    { occasion: "read", begins: undefined, limit: 1 },
    { occasion: "write", begins: /\/editor\./, limit: 1 },
  ]).get("index.html");
  expect(parts?.map((part) => [...part.keys()].sort())).toEqual([
    ["panel.js", "shared.js"],
    ["editor.x1.js", "grammar.js"],
  ]);
});

test("of the models that the figures' worker can load, those of the page's own figures count", () => {
  const files: Record<string, string> = {
    "index.html": '<figure data-figure="tape"></figure><script type="module" src="/a.js"></script>',
    "other/index.html": '<figure data-figure="depth"></figure><script type="module" src="/a.js"></script>',
    "a.js": '()=>import("./figure-series.x1.js")',
    "figure-series.x1.js":
      'import"./shared.js";()=>import("./tape-model.x1.js");()=>import("./depth-model.x1.js");()=>import("./depth-training-x2.js")',
    "tape-model.x1.js": 'import"./depth-settings.js"',
    "depth-model.x1.js": "",
    "depth-training-x2.js": "",
    "depth-settings.js": "",
    "shared.js": "",
  };
  const site = builtSite("/", Object.keys(files), (file) => files[file] as string);
  const counted = (page: string) =>
    [
      ...(scriptParts(site, [{ occasion: "read", begins: undefined, limit: 1 }])
        .get(page)?.[0]
        ?.keys() ?? []),
    ].sort();
  const always = ["a.js", "figure-series.x1.js", "shared.js"];
  expect(counted("index.html")).toEqual([...always, "tape-model.x1.js", "depth-settings.js"].sort());
  expect(counted("other/index.html")).toEqual(
    [...always, "depth-model.x1.js", "depth-training-x2.js"].sort(),
  );
});

import { fromHtml } from "hast-util-from-html";
import { describe, expect, test } from "vitest";
import { builtSite } from "./built-site.ts";
import { contentPolicy, policyFaults, withPolicy } from "./policy.ts";

const page = (head: string, body = "") =>
  `<!DOCTYPE html><html><head><meta charset="utf-8"/><title>A page</title>${head}</head><body>${body}</body></html>`;

/** The sources that a policy names for one kind of thing. */
function sourcesOf(html: string, directive: string): string[] {
  const found = contentPolicy(fromHtml(html))
    .split("; ")
    .find((part) => part.startsWith(`${directive} `));
  return found?.split(" ").slice(1) ?? [];
}

describe("contentPolicy", () => {
  // The hashes are those that `printf 'alert(1)' | openssl dgst -sha256 -binary | base64` prints.
  test("allows the inline scripts of the page by their hashes, each once, and no others", () => {
    const html = page("<script>alert(1)</script><script src='/a.js'></script>", "<script>alert(1)</script>");
    expect(sourcesOf(html, "script-src")).toEqual([
      "'self'",
      "'wasm-unsafe-eval'",
      "'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='",
    ]);
  });

  test("hashes a script as the browser reads it: in UTF-8, with line ends of one character", () => {
    const unix = sourcesOf(page("<script>const σ = '∂';\nσ;</script>"), "script-src");
    const windows = sourcesOf(page("<script>const σ = '∂';\r\nσ;</script>"), "script-src");
    expect(unix).toContain("'sha256-lWkB0wOAB5HfG+cIBSPqFO7AxBpcqT40GWGUxSTJ7Os='");
    expect(windows).toEqual(unix);
  });

  test.each([
    ["in a template", "<template><script>alert(1)</script></template>"],
    ["in a module", "<script type='module'>alert(1)</script>"],
    ["in a drawing", "<svg><script>alert(1)</script></svg>"],
  ])("allows a script %s", (_, body) => {
    expect(sourcesOf(page("", body), "script-src")).toHaveLength(3);
  });

  test("allows the style elements of the page by their hashes, and style attributes", () => {
    const html = page("<style>p { color: red }</style>", "<svg><style>a{}</style></svg><p style='margin:0'>");
    expect(sourcesOf(html, "style-src")).toEqual([
      "'self'",
      "'sha256-ngewhhP73WDIbgwseeu52VAAJgKdGUsu1IUQQsAm8m4='",
      expect.stringMatching(/^'sha256-/),
    ]);
    expect(sourcesOf(html, "style-src-attr")).toEqual(["'unsafe-inline'"]);
  });

  test.each(["default-src", "base-uri", "form-action"])("forbids %s", (directive) => {
    expect(sourcesOf(page(""), directive)).toEqual(["'none'"]);
  });
});

describe("withPolicy", () => {
  test("puts the policy right after the character set, and changes nothing else", () => {
    const html = page("<script>alert(1)</script>");
    const policy = `<meta http-equiv="Content-Security-Policy" content="${contentPolicy(fromHtml(html))}">`;
    expect(withPolicy(html)).toBe(html.replace("<title>", `${policy}<title>`));
  });

  test("refuses a page that does not say its character set", () => {
    expect(() => withPolicy("<title>A page</title>")).toThrow("has no <meta charset>");
  });
});

describe("policyFaults", () => {
  const faultsOf = (html: string) => policyFaults(builtSite("/", ["index.html"], () => html));

  test("finds none on a page with its policy", () => {
    expect(
      faultsOf(
        withPolicy(page("<script>alert(1)</script>", "<a href='/' on='1' data-code='javascript: 1'>on</a>")),
      ),
    ).toEqual([]);
  });

  test("finds a page without a policy", () => {
    expect(faultsOf(page(""))).toEqual([{ page: "index.html", reason: "has no Content-Security-Policy" }]);
  });

  test("finds a page to which a script was added afterwards", () => {
    const html = withPolicy(page("")).replace("</body>", "<script>alert(2)</script></body>");
    expect(faultsOf(html)).toEqual([{ page: "index.html", reason: expect.stringContaining("does not fit") }]);
  });

  test.each([
    ['<button onclick="go()">Go</button>', 'onclick="go()" on <button>'],
    ['<svg ONLOAD="go()"></svg>', 'onload="go()" on <svg>'],
    ['<template><img onerror="go()"></template>', 'onerror="go()" on <img>'],
    ['<a href=" JavaScript:go()">Go</a>', 'href=" JavaScript:go()" on <a>'],
  ])("finds the code in %s", (body, named) => {
    expect(faultsOf(withPolicy(page("", body)))).toEqual([
      { page: "index.html", reason: expect.stringContaining(named) },
    ]);
  });
});

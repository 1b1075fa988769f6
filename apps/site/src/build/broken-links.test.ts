import { describe, expect, test } from "vitest";
import { brokenLinks } from "./broken-links.ts";
import { builtSite } from "./built-site.ts";

/** A site of these files, served under `base`. */
function siteOf(files: Record<string, string>, base = "/") {
  return builtSite(base, Object.keys(files), (file) => files[file] as string);
}

const lesson = '<h2 id="the-bound">The bound</h2><h2 id="σ′">σ′</h2>';

describe("a link on the home page", () => {
  test.each([
    ["/", undefined],
    ["/lessons/products/", undefined],
    ["lessons/products/", undefined],
    ["/lessons/products/#the-bound", undefined],
    ["/lessons/products/#%CF%83%E2%80%B2", undefined],
    ["/lessons/products/?products.depth=10#the-bound", undefined],
    ["/favicon.svg", undefined],
    ["#start", undefined],
    ["#", undefined],
    ["#top", undefined],
    ["https://example.org/nowhere", undefined],
    ["//example.org/nowhere", undefined],
    ["mailto:ada@example.org", undefined],
    ["/lessons/product/", "is no page or file"],
    ["/lessons/products", "without its closing /"],
    ["/missing.svg", "is no page or file"],
    [
      "/lessons/products/#the-bond",
      "is an anchor that the page does not have (its headings have #the-bound, #σ′)",
    ],
    ["#finish", "is an anchor that the page does not have"],
    ["/100%/", "is no page or file"],
    ["#100%", "is an anchor that the page does not have"],
    ["http://[", "is outside the base path"],
  ])("to %j: %s", (address, reason) => {
    const broken = brokenLinks(
      siteOf({
        "index.html": `<h1 id="start">Start</h1><a href="${address}">a link</a>`,
        "lessons/products/index.html": lesson,
        "favicon.svg": "<svg/>",
      }),
    );
    expect(broken.map((link) => link.reason)).toEqual(
      reason === undefined ? [] : [expect.stringContaining(reason)],
    );
  });
});

test.each([
  ["/course/lessons/products/", 0],
  ["/course/", 0],
  ["../../", 0],
  ["/lessons/products/", 1],
  ["/coursework/", 1],
  ["/", 1],
])("under /course, %j counts %i broken links", (address, count) => {
  const site = siteOf(
    { "index.html": "", "lessons/products/index.html": `<a href="${address}">a link</a>` },
    "/course",
  );
  expect(brokenLinks(site)).toHaveLength(count);
});

test.each([
  '<img src="/gone.svg" alt="">',
  '<script src="/gone.js"></script>',
  '<link rel="stylesheet" href="/gone.css">',
  '<astro-island component-url="/gone.js"></astro-island>',
  '<astro-island renderer-url="/gone.js"></astro-island>',
  '<svg><a href="/gone/"></a></svg>',
])("%s is checked too", (html) => {
  expect(brokenLinks(siteOf({ "index.html": html }))).toHaveLength(1);
});

test("a broken link is reported once a page, with the page and the address as written", () => {
  const twice = '<a href="../gone/">a</a><a href="../gone/">b</a>';
  expect(brokenLinks(siteOf({ "here/index.html": twice, "there/index.html": twice }))).toEqual([
    { page: "here/index.html", address: "../gone/", reason: "is no page or file of the site" },
    { page: "there/index.html", address: "../gone/", reason: "is no page or file of the site" },
  ]);
});

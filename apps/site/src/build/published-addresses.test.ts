import { describe, expect, test } from "vitest";
import { builtSite } from "./built-site.ts";
import { wrongAddresses } from "./published-addresses.ts";

const origin = "https://example.org";

/** The head of a page at an address under /course, as it should be. */
const head = (path: string, card: string) => `
  <link rel="canonical" href="${origin}/course${path}">
  <meta property="og:url" content="${origin}/course${path}">
  <meta property="og:image" content="${origin}/course${card}">`;

const whole = {
  "index.html": head("/", "/cards/home.png"),
  "lessons/products/index.html": head("/lessons/products/", "/cards/lessons/products.png"),
  "404.html": "",
  "cards/home.png": "",
  "cards/lessons/products.png": "",
  "sitemap-index.xml": `<sitemapindex><sitemap><loc>${origin}/course/sitemap-0.xml</loc></sitemap></sitemapindex>`,
  "sitemap-0.xml": `<urlset><url><loc>${origin}/course/</loc></url><url><loc>${origin}/course/lessons/products/</loc></url></urlset>`,
  "robots.txt": `User-agent: *\nAllow: /\n\nSitemap: ${origin}/course/sitemap-index.xml\n`,
};

/** What is wrong with the whole site after one of its files was changed, or taken away. */
function wrongAfter(file: keyof typeof whole | undefined, change: (text: string) => string | undefined) {
  const files = Object.entries(whole).flatMap(([name, text]): [string, string][] => {
    const changed = name === file ? change(text) : text;
    return changed === undefined ? [] : [[name, changed]];
  });
  const texts = new Map(files);
  const site = builtSite("/course", [...texts.keys()], (name) => texts.get(name) as string);
  return wrongAddresses(site, origin).map(({ file, reason }) => `${file} ${reason}`);
}

test("nothing is wrong with a whole site under a base path", () => {
  expect(wrongAfter(undefined, (text) => text)).toEqual([]);
});

describe("it is found that", () => {
  const products = "lessons/products/index.html";
  const found: [keyof typeof whole, string, string, string][] = [
    [
      products,
      'canonical" href="https://example.org/course',
      'canonical" href="https://example.org',
      "has canonical",
    ],
    [products, "canonical", "alternate", "has canonical nowhere"],
    [products, "<link", '<meta name="robots" content="noindex"><link', "asks search engines not to list it"],
    [products, "og:url", "og:uri", "has og:url nowhere"],
    [products, "products.png", "product.png", "which is no file of the site"],
    [products, `${origin}/course/cards`, "/course/cards", "which is no file of the site"],
    [products, "og:image", "og:picture", "has og:image nowhere"],
    ["sitemap-index.xml", "sitemap-0", "sitemap-1", "names https://example.org/course/sitemap-1.xml"],
    [
      "sitemap-0.xml",
      "products",
      "product",
      "does not list the page https://example.org/course/lessons/products/",
    ],
    [
      "sitemap-0.xml",
      "</urlset>",
      `<url><loc>${origin}/course/404/</loc></url></urlset>`,
      "lists https://example.org/course/404/",
    ],
    ["robots.txt", "/course", "", "does not have the line"],
  ];
  test.each(found)("%s with %j as %j %s", (file, before, after, reason) => {
    expect(whole[file]).toContain(before);
    expect(wrongAfter(file, (text) => text.replace(before, after)).join("\n")).toContain(reason);
  });

  test.each(["sitemap-index.xml", "robots.txt"] as const)("%s is missing", (file) => {
    expect(wrongAfter(file, () => undefined)).toHaveLength(1);
  });

  test("the page for addresses that are not there has one of its own", () => {
    expect(wrongAfter("404.html", () => head("/404/", "/cards/home.png"))).toHaveLength(3);
  });
});

test("a build that does not know its address names none", () => {
  const site = (html: string) => builtSite("/", ["index.html"], () => html);
  expect(wrongAddresses(site("<title>A page</title>"), undefined)).toEqual([]);
  expect(wrongAddresses(site(whole["index.html"]), undefined)).toHaveLength(3);
});

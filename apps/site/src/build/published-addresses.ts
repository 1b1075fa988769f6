import type { Root } from "hast";
import { visit } from "unist-util-visit";
import { addressOf, type BuiltSite } from "./built-site.ts";

/** An address that the build gives to others, and that is not the right one: the file that names it, and what is wrong. */
export interface WrongAddress {
  readonly file: string;
  readonly reason: string;
}

/**
 * What is wrong with what is for other programs: canonical links, the pictures of social cards, the sitemap, robots.txt, and a page that
 * hides from them. Addresses are whole addresses, so a build that does not know its `origin` must not name any.
 */
export function wrongAddresses(site: BuiltSite, origin: string | undefined): WrongAddress[] {
  const wrong: WrongAddress[] = [];
  const report = (file: string, reason: string) => wrong.push({ file, reason });
  for (const [page, tree] of site.pages) {
    if (page !== notFoundPage && asksNotToBeIndexed(tree)) {
      report(page, "asks search engines not to list it, so nobody would find it");
    }
    const named = namedAddresses(tree);
    if (origin === undefined) {
      for (const [name, address] of named)
        report(page, `has ${name} ${address}, but the build has no SITE_URL`);
      continue;
    }
    if (page === notFoundPage) {
      for (const name of named.keys())
        report(page, `has ${name}, but stands at all addresses that are not there`);
      continue;
    }
    const own = publicAddress(page, site, origin);
    for (const name of ["canonical", "og:url"]) {
      const address = named.get(name);
      if (address !== own) report(page, `has ${name} ${address ?? "nowhere"}, not ${own}`);
    }
    const picture = named.get("og:image");
    if (picture === undefined || !isFileOf(site, picture, origin)) {
      report(page, `has og:image ${picture ?? "nowhere"}, which is no file of the site`);
    }
  }
  return origin === undefined
    ? wrong
    : [...wrong, ...wrongInSitemap(site, origin), ...wrongInRobots(site, origin)];
}

const notFoundPage = "404.html";
const sitemapIndex = "sitemap-index.xml";

function wrongInSitemap(site: BuiltSite, origin: string): WrongAddress[] {
  if (!site.files.has(sitemapIndex)) return [{ file: sitemapIndex, reason: "is missing" }];
  const parts = locations(site.read(sitemapIndex));
  const lost = parts.filter((address) => !isFileOf(site, address, origin));
  if (lost.length > 0)
    return lost.map((address) => ({ file: sitemapIndex, reason: `names ${address}, which is no file` }));
  const listed = new Set(parts.flatMap((address) => locations(site.read(fileAt(site, address, origin)))));
  const pages = new Set(
    [...site.pages.keys()]
      .filter((page) => page !== notFoundPage)
      .map((page) => publicAddress(page, site, origin)),
  );
  const missing = [...pages].filter((address) => !listed.has(address));
  const unknown = [...listed].filter((address) => !pages.has(address));
  return [
    ...missing.map((address) => ({ file: sitemapIndex, reason: `does not list the page ${address}` })),
    ...unknown.map((address) => ({ file: sitemapIndex, reason: `lists ${address}, which is no page` })),
  ];
}

function wrongInRobots(site: BuiltSite, origin: string): WrongAddress[] {
  const line = `Sitemap: ${publicAddress(sitemapIndex, site, origin)}`;
  if (site.files.has("robots.txt") && site.read("robots.txt").split("\n").includes(line)) return [];
  return [{ file: "robots.txt", reason: `does not have the line "${line}"` }];
}

function asksNotToBeIndexed(page: Root): boolean {
  let asks = false;
  visit(page, "element", ({ tagName, properties }) => {
    if (tagName !== "meta" || String(properties.name) !== "robots") return;
    asks ||= /\b(?:noindex|none)\b/i.test(String(properties.content));
  });
  return asks;
}

/** The addresses that a page gives of itself, by the name under which they stand. */
function namedAddresses(page: Root): Map<string, string> {
  const named = new Map<string, string>();
  visit(page, "element", ({ tagName, properties }) => {
    if (tagName === "link" && String(properties.rel) === "canonical") {
      named.set("canonical", String(properties.href));
    }
    const property = String(properties.property);
    if (tagName === "meta" && (property === "og:url" || property === "og:image")) {
      named.set(property, String(properties.content));
    }
  });
  return named;
}

function publicAddress(file: string, site: BuiltSite, origin: string): string {
  return origin + addressOf(file, site.base).pathname;
}

function fileAt(site: BuiltSite, address: string, origin: string): string {
  return address.slice(publicAddress("", site, origin).length);
}

function isFileOf(site: BuiltSite, address: string, origin: string): boolean {
  return address.startsWith(publicAddress("", site, origin)) && site.files.has(fileAt(site, address, origin));
}

function locations(xml: string): string[] {
  return [...xml.matchAll(/<loc>([^<]*)<\/loc>/g)].map((match) => match[1] as string);
}

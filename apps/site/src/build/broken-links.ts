import type { Root } from "hast";
import { visit } from "unist-util-visit";
import { addressOf, type BuiltSite, fileOf } from "./built-site.ts";

/** A link that leads nowhere: the page it stands on, its address as written in the HTML, and what is wrong. */
export interface BrokenLink {
  readonly page: string;
  readonly address: string;
  readonly reason: string;
}

/** Attributes that hold the address of something to go to or to load. The last two belong to Astro's islands. */
const addressAttributes = ["href", "src", "component-url", "renderer-url"] as const;

/**
 * Every link of the site's own that a visitor cannot follow: no such page or file, no such anchor on the page,
 * an address that forgets the base path, or a page's address without its closing slash (static hosts answer that
 * with a redirect or not at all). Links to other hosts are not looked at: a build must not depend on them.
 */
export function brokenLinks(site: BuiltSite): BrokenLink[] {
  const anchors = new Map(
    [...site.pages].map(([page, tree]) => [page, new Set(["top", ...idsIn(tree, /./)])]),
  );
  const headings = new Map([...site.pages].map(([page, tree]) => [page, idsIn(tree, /^h[1-6]$/)]));
  const broken: BrokenLink[] = [];
  for (const [page, tree] of site.pages) {
    const from = addressOf(page, site.base);
    for (const address of addressesIn(tree)) {
      const reason = whyBroken(address, from);
      if (reason) broken.push({ page, address, reason });
    }
  }
  return broken;

  function whyBroken(address: string, from: URL): string | undefined {
    const target = fileOf(address, from, site.base);
    if (target === undefined) return undefined;
    if (target.outside) return `is outside the base path ${site.base}`;
    if (!site.files.has(target.file)) {
      return site.files.has(`${target.file}/index.html`)
        ? "is a page's address without its closing /"
        : "is no page or file of the site";
    }
    const known = anchors.get(target.file);
    if (target.anchor === "" || known === undefined || known.has(target.anchor)) return undefined;
    const offered = headings.get(target.file)?.map((anchor) => `#${anchor}`) ?? [];
    return `is an anchor that the page does not have (its headings have ${offered.join(", ") || "none"})`;
  }
}

function addressesIn(tree: Root): Set<string> {
  const addresses = new Set<string>();
  visit(tree, "element", ({ properties, tagName }) => {
    // A preconnect or canonical link names an address without loading or offering it.
    if (tagName === "link" && String(properties.rel).includes("canonical")) return;
    for (const name of addressAttributes) {
      const value = properties[name] ?? properties[camelCase(name)];
      if (typeof value === "string") addresses.add(value);
    }
  });
  return addresses;
}

/** The ids of the elements whose names match. */
function idsIn(tree: Root, name: RegExp): string[] {
  const ids: string[] = [];
  visit(tree, "element", ({ properties, tagName }) => {
    if (properties.id !== undefined && name.test(tagName)) ids.push(String(properties.id));
  });
  return ids;
}

/** The HTML parser gives known attributes in camel case and unknown ones as written. */
function camelCase(name: string): string {
  return name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}

import type { Root } from "hast";
import { visit } from "unist-util-visit";
import { addressOf, type BuiltSite, fileOf } from "./built-site.ts";
import { remembering } from "./named-files.ts";

/** A link that leads nowhere: the page it stands on, its address as written in the HTML, and what is wrong. */
export interface BrokenLink {
  readonly page: string;
  readonly address: string;
  readonly reason: string;
}

/** Attributes that hold the address of something to go to or to load. The last two belong to Astro's islands. */
const addressAttributes = ["href", "src", "component-url", "renderer-url"].map((written) => ({
  written,
  parsed: camelCase(written),
}));

/**
 * Every link of the site's own that a visitor cannot follow: no such page or file, no such anchor on the page,
 * an address that forgets the base path, or a page's address without its closing slash (static hosts answer that
 * with a redirect or not at all). Links to other hosts are not looked at: a build must not depend on them.
 */
export function brokenLinks(site: BuiltSite): BrokenLink[] {
  const contents = new Map([...site.pages].map(([page, tree]) => [page, contentOf(tree)]));
  // An address from the root means the same on every page, and every page lists all lessons.
  const fromRoot = remembering((address) => whyBroken(address, addressOf("index.html", site.base)));
  const broken: BrokenLink[] = [];
  for (const [page, { addresses }] of contents) {
    const from = addressOf(page, site.base);
    for (const address of addresses) {
      const reason = /^\/(?!\/)/.test(address) ? fromRoot(address) : whyBroken(address, from);
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
    const content = contents.get(target.file);
    if (target.anchor === "" || content === undefined || content.anchors.has(target.anchor)) return undefined;
    const offered = content.headings.map((anchor) => `#${anchor}`).join(", ");
    return `is an anchor that the page does not have (its headings have ${offered || "none"})`;
  }
}

/** What the check needs of a page, gathered in one walk through its tree: formulas make it large. */
interface Content {
  readonly addresses: ReadonlySet<string>;
  readonly anchors: ReadonlySet<string>;
  /** The anchors of its headings. */
  readonly headings: readonly string[];
}

function contentOf(tree: Root): Content {
  const addresses = new Set<string>();
  const anchors = new Set(["top"]);
  const headings: string[] = [];
  visit(tree, "element", ({ properties, tagName }) => {
    if (properties.id !== undefined) {
      anchors.add(String(properties.id));
      if (/^h[1-6]$/.test(tagName)) headings.push(String(properties.id));
    }
    // A preconnect or canonical link names an address without loading or offering it.
    if (tagName === "link" && String(properties.rel).includes("canonical")) return;
    for (const { written, parsed } of addressAttributes) {
      const value = properties[written] ?? properties[parsed];
      if (typeof value === "string") addresses.add(value);
    }
  });
  return { addresses, anchors, headings };
}

/** The HTML parser gives known attributes in camel case and unknown ones as written. */
function camelCase(name: string): string {
  return name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}

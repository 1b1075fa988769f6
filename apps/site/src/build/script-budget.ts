import { gzipSync } from "node:zlib";
import type { Root } from "hast";
import { visit } from "unist-util-visit";
import { addressOf, type BuiltSite, fileOf } from "./built-site.ts";

/**
 * The most JavaScript that one page may ship, in bytes gzipped, all figures seen.
 *
 * 150 KB is some 0.8 s on a slow phone connection (1.5 Mbit/s) and 0.2 s of parsing on a cheap phone. A figure needs most of
 * it: Observable Plot with its d3 parts takes 83 KB, the search box 27 KB, Solid 10 KB. What is left is for our own code.
 */
export const scriptBudget = 150_000;

/** What a page ships: the size in bytes, gzipped, of each script file, and of the scripts written into the page under `(inline)`. */
export type ScriptSizes = ReadonlyMap<string, number>;

/**
 * The scripts of every page of the site, from the built files alone: those that the page names (scripts, preloads, the
 * components of its islands), and all that these may load in turn.
 *
 * A module counts when a script that counts has its name in quotes: static and dynamic imports and workers alike.
 * So the sum is an upper bound of what a visitor fetches after scrolling to the end. Search's index is not in it: its
 * address is put together when someone opens the search box.
 */
export function scriptSizes(site: BuiltSite): Map<string, ScriptSizes> {
  const sizeOf = remembering((file: string) => gzippedSize(site.read(file)));
  const namedIn = remembering((file: string) => scriptsNamedIn(file, site));
  return new Map(
    [...site.pages].map(([page, tree]) => {
      const start = scriptsOfPage(page, tree, site);
      const sizes = new Map([...reachable(start.files, namedIn)].map((file) => [file, sizeOf(file)]));
      if (start.inline !== "") sizes.set("(inline)", gzippedSize(start.inline));
      return [page, sizes];
    }),
  );
}

/** The sum of a page's script sizes, in bytes. */
export function totalSize(sizes: ScriptSizes): number {
  return [...sizes.values()].reduce((sum, size) => sum + size, 0);
}

function scriptsOfPage(page: string, tree: Root, site: BuiltSite): { files: string[]; inline: string } {
  const from = addressOf(page, site.base);
  const addresses: string[] = [];
  let inline = "";
  visit(tree, "element", ({ tagName, properties, children }) => {
    if (tagName === "script" && properties.src === undefined) {
      for (const child of children) if (child.type === "text") inline += child.value;
    }
    const named = [
      tagName === "script" && properties.src,
      tagName === "link" && String(properties.rel) === "modulepreload" && properties.href,
      tagName === "astro-island" && (properties["component-url"] ?? properties.componentUrl),
      tagName === "astro-island" && (properties["renderer-url"] ?? properties.rendererUrl),
      tagName === "astro-island" && (properties["before-hydration-url"] ?? properties.beforeHydrationUrl),
    ];
    addresses.push(...named.filter((address) => typeof address === "string"));
  });
  return { files: addresses.flatMap((address) => builtFile(address, from, site)), inline };
}

const quotedScript = /(["'`])([^"'`\s]+\.m?js)\1/g;

function scriptsNamedIn(file: string, site: BuiltSite): string[] {
  const from = addressOf(file, site.base);
  // Vite writes an import relative to the module, and a preload relative to the base path.
  const root = addressOf("index.html", site.base);
  return [...site.read(file).matchAll(quotedScript)]
    .map((match) => match[2] as string)
    .flatMap((name) => [...builtFile(name, from, site), ...builtFile(name, root, site)]);
}

/** The file of the build that an address asks for, if there is one. */
function builtFile(address: string, from: URL, site: BuiltSite): string[] {
  const file = fileOf(address, from, site.base)?.file;
  return file !== undefined && site.files.has(file) ? [file] : [];
}

function reachable(start: readonly string[], next: (file: string) => readonly string[]): Set<string> {
  const seen = new Set<string>();
  const queue = [...start];
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    queue.push(...next(file));
  }
  return seen;
}

function gzippedSize(text: string): number {
  return gzipSync(text).byteLength;
}

function remembering<Result>(compute: (file: string) => Result): (file: string) => Result {
  const known = new Map<string, Result>();
  return (file) => {
    const result = known.get(file) ?? compute(file);
    known.set(file, result);
    return result;
  };
}

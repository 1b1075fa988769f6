import type { Root } from "hast";
import { visit } from "unist-util-visit";
import { addressOf, type BuiltSite, builtFile } from "./built-site.ts";
import { reachable, remembering } from "./named-files.ts";
import { gzippedSize, inline, type PageSizes } from "./page-sizes.ts";
import type { ScriptParts } from "./script-budget.ts";

/**
 * The most CSS that one page may fetch, in bytes gzipped, fonts not counted.
 *
 * A browser shows nothing before it has a page's style sheets: 60 KB are 0.3 s of an empty page on a slow phone connection
 * (1.5 Mbit/s). Starlight takes 11 KB of it, Expressive Code 4 KB, KaTeX 3 KB.
 *
 * Parsed, what a lesson has now is 115 KB. That cannot be brought under 60 KB but by throwing away rules of theirs, and
 * guessing which of them no page, search result or code block will ever need.
 */
export const styleBudget = 60_000;

/** The texts of the style sheets that a page fetches, by file, and all that is written into the page. */
export type PageStyles = ReadonlyMap<string, string>;

/**
 * The style sheets of every page of the site, from the built files alone: those that the page links to, for print as well,
 * because a browser fetches them too, those that its scripts may load (their names stand in quotes in a script that counts),
 * and those that one imports from another.
 *
 * @param scripts what the pages' scripts are
 */
export function pageStyles(
  site: BuiltSite,
  scripts: ReadonlyMap<string, ScriptParts>,
): Map<string, PageStyles> {
  const loadedBy = remembering((script: string) => namedIn(script, quotedStyle, site));
  const importedBy = remembering((sheet: string) => namedIn(sheet, imported, site));
  const textOf = remembering(site.read);
  return new Map(
    [...site.pages].map(([page, tree]) => {
      const linked = stylesLinkedIn(page, tree, site);
      const loaded = (scripts.get(page) ?? [])
        .flatMap((part) => [...part.keys()])
        .filter((file) => file !== inline)
        .flatMap(loadedBy);
      const styles = new Map(
        [...reachable([...linked.files, ...loaded], importedBy)].map((file) => [file, textOf(file)]),
      );
      if (linked.inline !== "") styles.set(inline, linked.inline);
      return [page, styles];
    }),
  );
}

/** What the style sheets weigh on the way. */
export function styleSizes(pages: ReadonlyMap<string, PageStyles>): Map<string, PageSizes> {
  const sizeOf = remembering(gzippedSize);
  return new Map(
    [...pages].map(([page, styles]) => [
      page,
      new Map([...styles].map(([file, text]) => [file, sizeOf(text)])),
    ]),
  );
}

/** How many bytes of CSS a browser parses for a page. */
export function parsedSize(styles: PageStyles): number {
  return [...styles.values()].reduce((sum, text) => sum + Buffer.byteLength(text), 0);
}

function stylesLinkedIn(page: string, tree: Root, site: BuiltSite): { files: string[]; inline: string } {
  const from = addressOf(page, site.base);
  const files: string[] = [];
  let text = "";
  visit(tree, "element", ({ tagName, properties, children }) => {
    const isLink = tagName === "link" && [properties.rel].flat().includes("stylesheet");
    if (isLink && typeof properties.href === "string") files.push(...builtFile(properties.href, from, site));
    if (tagName !== "style") return;
    for (const child of children) if (child.type === "text") text += child.value;
  });
  return { files, inline: text };
}

const quotedStyle = /(["'`])([^"'`\s]+\.css)\1/g;
const imported = /@import\s*(?:url\(\s*)?(["']?)([^"'()\s;]+\.css)\1/g;

function namedIn(file: string, pattern: RegExp, site: BuiltSite): string[] {
  // Vite writes what a script preloads relative to the base path, all else relative to the file.
  const places = [addressOf(file, site.base), addressOf("index.html", site.base)];
  return [...site.read(file).matchAll(pattern)].flatMap((match) =>
    places.flatMap((from) => builtFile(match[2] as string, from, site)),
  );
}

import type { Element, Root } from "hast";
import { EXIT, visit } from "unist-util-visit";
import { addressOf, type BuiltSite } from "../build/built-site.ts";

/** What the picture says that stands beside a link to a page, where one is posted. */
export interface Card {
  /** What comes before the title, such as a lesson's number: the text that a page marks with `data-card-label`. */
  readonly label: string | undefined;
  readonly title: string;
  readonly description: string;
  /** The drawings of the page's first figure, as SVG, one below the other. */
  readonly drawings: readonly string[];
}

/** The size of every card in pixels: what the sites that show them ask for. */
export const cardSize = { width: 1200, height: 630 } as const;

/**
 * Where a page's card lies, from the root of the site: `/cards/lessons/products.png` for `/lessons/products/`.
 * A page that is served in place of others has none.
 */
export function cardAddress(pagePath: string): string | undefined {
  if (/^\/404(\.html|\/)?$/.test(pagePath)) return undefined;
  return `/cards/${pagePath.replace(/^\/|\/$/g, "") || "home"}.png`;
}

/** The path of a built page, without the base path: `/lessons/products/` for `lessons/products/index.html`. */
export function pagePathOf(file: string): string {
  return addressOf(file, "/").pathname;
}

/** Reads from a built page what its card says, so that card and page cannot differ. */
export function readCard(site: BuiltSite, page: string): Card {
  const tree = site.pages.get(page) as Root;
  const html = site.read(page);
  const label = first(tree, ({ properties }) => properties.dataCardLabel !== undefined);
  const figure = first(tree, ({ properties }) => properties.dataFigure !== undefined);
  // A figure that has not come alive holds its picture in two layouts; a card is as narrow as a phone is.
  const picture = figure && first(figure, ({ properties }) => properties.dataLayout === "narrow");
  return {
    label: label && textOf(label),
    title: metaContent(tree, "og:title"),
    description: metaContent(tree, "og:description"),
    drawings: picture ? drawingsIn(picture, html) : [],
  };
}

function drawingsIn(picture: Element, html: string): string[] {
  return picture.children.flatMap((child) => {
    const isDrawing = child.type === "element" && child.tagName === "svg";
    return isDrawing ? [html.slice(child.position?.start.offset, child.position?.end.offset)] : [];
  });
}

function metaContent(tree: Root, property: string): string {
  const meta = first(
    tree,
    ({ tagName, properties }) => tagName === "meta" && properties.property === property,
  );
  return String(meta?.properties.content ?? "");
}

function first(tree: Root | Element, fits: (element: Element) => boolean): Element | undefined {
  let found: Element | undefined;
  visit(tree, "element", (element) => {
    if (!fits(element)) return;
    found = element;
    return EXIT;
  });
  return found;
}

function textOf(element: Element): string {
  let text = "";
  visit(element, "text", ({ value }) => {
    text += value;
  });
  return text.trim();
}

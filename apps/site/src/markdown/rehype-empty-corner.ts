import type { Root } from "hast";
import { visit } from "unist-util-visit";

/** Makes a plain cell of the empty corner of a table with headers on two sides: as a header, it would head its column with nothing. */
export function rehypeEmptyCorner(): (tree: Root) => void {
  return (tree) => {
    visit(tree, "element", (element) => {
      if (element.tagName === "th" && element.children.length === 0) element.tagName = "td";
    });
  };
}

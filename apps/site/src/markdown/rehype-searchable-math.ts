import type { Root } from "hast";
import { visit } from "unist-util-visit";

/**
 * Keeps one copy of each formula in the search index. KaTeX sets a formula twice, as MathML for screen readers (with its
 * TeX) and as HTML for the eye; a search result should read as the page looks.
 */
export function rehypeSearchableMath(): (tree: Root) => void {
  return (tree) => {
    visit(tree, "element", ({ properties }) => {
      if (Array.isArray(properties.className) && properties.className.includes("katex-mathml")) {
        properties.dataPagefindIgnore = "";
      }
    });
  };
}

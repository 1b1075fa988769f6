import { unified } from "@astrojs/markdown-remark";
import rehypeKatex from "rehype-katex";
import remarkMath from "remark-math";
import { rehypeBasePath } from "./rehype-base-path.ts";
import { rehypeRefuseBrokenMath } from "./rehype-refuse-broken-math.ts";
import { rehypeSearchableMath } from "./rehype-searchable-math.ts";

/**
 * How the text of a page becomes HTML: formulas are set while the site is built, and addresses move under its base path.
 * Astro's default engine would pass over all of these plugins without a word.
 */
export function markdownProcessor(base: string) {
  return unified({
    remarkPlugins: [remarkMath],
    rehypePlugins: [
      [rehypeKatex, { strict: "error" }],
      rehypeRefuseBrokenMath,
      rehypeSearchableMath,
      [rehypeBasePath, base],
    ],
  });
}

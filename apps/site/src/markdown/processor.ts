import { fileURLToPath } from "node:url";
import { unified } from "@astrojs/markdown-remark";
import rehypeKatex from "rehype-katex";
import remarkMath from "remark-math";
import { rehypeBasePath } from "./rehype-base-path.ts";
import { rehypeEmptyCorner } from "./rehype-empty-corner.ts";
import { rehypeRefuseBrokenMath } from "./rehype-refuse-broken-math.ts";
import { rehypeSearchableMath } from "./rehype-searchable-math.ts";
import { remarkCourseComponents } from "./remark-course-components.ts";
import { remarkPackageReadme } from "./remark-package-readme.ts";

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** What a lesson's page may use as tags without an import. */
const components = {
  Exercise: file("../exercise/Exercise.astro"),
  Predict: file("../quiz/Predict.astro"),
};

/**
 * How the text of a page becomes HTML: formulas are set while the site is built, and addresses move under its base path.
 * Astro's default engine would pass over all of these plugins without a word.
 *
 * @param hasPage whether the site has a page for an address from its root
 */
export function markdownProcessor(base: string, hasPage: (address: string) => boolean) {
  return unified({
    remarkPlugins: [remarkMath, [remarkPackageReadme, hasPage], [remarkCourseComponents, components]],
    rehypePlugins: [
      [rehypeKatex, { strict: "error" }],
      rehypeRefuseBrokenMath,
      rehypeSearchableMath,
      rehypeEmptyCorner,
      [rehypeBasePath, base],
    ],
  });
}

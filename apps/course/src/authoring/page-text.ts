import type { Root } from "mdast";
import remarkMath from "remark-math";
import remarkMdx from "remark-mdx";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { visit } from "unist-util-visit";

/** A stretch of a page that a reader reads as it is typed. */
export interface TypedText {
  readonly text: string;
  /** Counted from 1. */
  readonly line: number;
}

const frontMatter = /^\uFEFF?---\r?\n[\s\S]*?\r?\n---(?=\r?\n|$)/;

/**
 * The text that stands typed in an MDX page: prose, and what JSX elements are given as strings. Front matter, code, mathematics and
 * expressions are none.
 *
 * @throws when the page cannot be parsed, with the line in the message
 */
export function typedText(page: string): TypedText[] {
  const found: TypedText[] = [];
  visit(parsePage(page), (node) => {
    const line = node.position?.start.line ?? 1;
    if (node.type === "text") found.push(...byLine(node.value, line));
    if (node.type !== "mdxJsxFlowElement" && node.type !== "mdxJsxTextElement") return;
    for (const attribute of node.attributes) {
      if (typeof attribute.value === "string") {
        found.push(...byLine(attribute.value, attribute.position?.start.line ?? line));
      }
    }
  });
  return found;
}

/**
 * A page as a tree, without its front matter. Lines stay where they are, so that what is found is found in the file.
 *
 * @throws when the page cannot be parsed, with the line in the message
 */
export function parsePage(page: string): Root {
  const body = page.replace(frontMatter, (block) => block.replace(/[^\n]+/g, ""));
  return unified().use(remarkParse).use(remarkMdx).use(remarkMath).parse(body) as Root;
}

function byLine(text: string, first: number): TypedText[] {
  return text.split("\n").map((part, i) => ({ text: part, line: first + i }));
}

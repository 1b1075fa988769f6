import type { Root } from "hast";
import { visit } from "unist-util-visit";

/** An attribute of an element written as a tag (`<a href="/…">`); its value is text, or an expression in braces. */
interface MdxAttribute {
  readonly name?: string;
  value?: unknown;
}

const addressAttributes = ["href", "src"] as const;

/**
 * Puts the site's base path before every address that starts at the root.
 *
 * An author writes `[saturation](/lessons/saturation/#bounds)`, as if the site had a host to itself; a page built for
 * `/course` then links to `/course/lessons/saturation/#bounds`. Addresses of other hosts, relative ones and `#anchors` stay.
 */
export function rehypeBasePath(base: string): (tree: Root) => void {
  return (tree) => {
    visit(tree, (node) => {
      if (node.type === "element") {
        for (const name of addressAttributes) {
          const value = node.properties[name];
          if (typeof value === "string") node.properties[name] = withBasePath(value, base);
        }
        return;
      }
      for (const attribute of mdxAttributes(node)) {
        const isAddress = addressAttributes.some((name) => name === attribute.name);
        if (isAddress && typeof attribute.value === "string") {
          attribute.value = withBasePath(attribute.value, base);
        }
      }
    });
  };
}

/** The address under the base path when it starts at the root (`/lessons/…`, not `//host`), else the address itself. */
export function withBasePath(address: string, base: string): string {
  const startsAtRoot = address.startsWith("/") && !address.startsWith("//");
  return startsAtRoot && base !== "/" ? base + address : address;
}

/** The attributes of an element that is written as a tag in MDX, and none of any other node. */
function mdxAttributes(node: { readonly type: string }): MdxAttribute[] {
  const isMdxElement = node.type === "mdxJsxFlowElement" || node.type === "mdxJsxTextElement";
  return isMdxElement ? (node as unknown as { attributes: MdxAttribute[] }).attributes : [];
}

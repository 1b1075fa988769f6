import type { Element } from "hast";
import { fromHtml } from "hast-util-from-html";
import { SKIP, visit } from "unist-util-visit";

/**
 * A page whose style sheets are all linked in its head, each once. Expressive Code links its own in the body, before the first code of a text:
 * a browser may show the page without it, and lay it out anew when it comes.
 */
export function stylesInHead(html: string): string {
  const inHead = new Set<string>();
  const inBody: Element[] = [];
  let headEnd: number | undefined;
  visit(fromHtml(html), "element", (element, _, parent) => {
    const { tagName, properties, position } = element;
    if (tagName === "head") headEnd = html.lastIndexOf("</head>", position?.end.offset);
    const isSheet = tagName === "link" && [properties.rel].flat().includes("stylesheet");
    if (!isSheet) return;
    if (parent?.type === "element" && parent.tagName === "head") inHead.add(String(properties.href));
    else inBody.push(element);
    return SKIP;
  });
  if (inBody.length === 0) return html;
  if (headEnd === undefined || headEnd < 0)
    throw new Error("has no </head> before which its style sheets could be linked");

  let body = html.slice(headEnd);
  const moved: string[] = [];
  for (const { position, properties } of inBody.reverse()) {
    const [from, to] = [position?.start.offset ?? 0, position?.end.offset ?? 0];
    const link = html.slice(from, to);
    body = body.slice(0, from - headEnd) + body.slice(to - headEnd);
    if (!inHead.has(String(properties.href)) && !moved.includes(link)) moved.unshift(link);
  }
  return html.slice(0, headEnd) + moved.join("") + body;
}

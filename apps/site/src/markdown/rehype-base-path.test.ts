import type { Root } from "hast";
import { fromHtml } from "hast-util-from-html";
import { describe, expect, test } from "vitest";
import { rehypeBasePath, withBasePath } from "./rehype-base-path.ts";

test.each([
  ["/lessons/saturation/#bounds", "/course/lessons/saturation/#bounds"],
  ["/", "/course/"],
  ["#bounds", "#bounds"],
  ["../products/", "../products/"],
  ["https://example.org/", "https://example.org/"],
  ["//example.org/", "//example.org/"],
  ["mailto:ada@example.org", "mailto:ada@example.org"],
  ["", ""],
])("under /course, %j becomes %j", (address, expected) => {
  expect(withBasePath(address, "/course")).toBe(expected);
});

test("a site with a host to itself keeps every address", () => {
  expect(withBasePath("/lessons/products/", "/")).toBe("/lessons/products/");
});

describe("in a page", () => {
  test("links and images written as Markdown", () => {
    const page = fromHtml(
      '<p><a href="/a/">a</a> <img src="/b.svg"> <a href="#c">c</a> <a name="d">d</a></p>',
      {
        fragment: true,
      },
    );
    rehypeBasePath("/course")(page);
    expect(addresses(page)).toEqual(["/course/a/", "/course/b.svg", "#c"]);
  });

  test("links written as MDX tags; expressions and other attributes stay", () => {
    const expression = { type: "mdxJsxAttributeValueExpression", value: "'/computed/'" };
    const link = {
      type: "mdxJsxTextElement",
      name: "a",
      attributes: [
        { type: "mdxJsxAttribute", name: "href", value: "/a/" },
        { type: "mdxJsxAttribute", name: "src", value: expression },
        { type: "mdxJsxAttribute", name: "title", value: "/a/" },
      ],
      children: [],
    };
    rehypeBasePath("/course")({ type: "root", children: [link as never] });
    expect(link.attributes.map(({ value }) => value)).toEqual(["/course/a/", expression, "/a/"]);
  });
});

function addresses(tree: Root): unknown[] {
  const paragraph = tree.children[0];
  if (paragraph?.type !== "element") throw new Error("expected a paragraph");
  return paragraph.children
    .map((child) => (child.type === "element" ? (child.properties.href ?? child.properties.src) : undefined))
    .filter((address) => address !== undefined);
}

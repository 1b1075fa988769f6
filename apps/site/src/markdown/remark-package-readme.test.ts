import type { Root } from "mdast";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { expect, test } from "vitest";
import { remarkPackageReadme } from "./remark-package-readme.ts";

const pages = ["/packages/core/", "/lessons/saturation/"];

/** What becomes of a README: its front matter, and the tree that is left. */
function read(text: string, path = "/course/packages/checks/README.md") {
  const tree: Root = unified().use(remarkParse).parse(text);
  const data: { astro?: { frontmatter?: Record<string, unknown> } } = {};
  const fail = (reason: string): never => {
    throw new Error(reason);
  };
  remarkPackageReadme((address) => pages.includes(address))(tree, { path, data, fail });
  return { frontmatter: data.astro?.frontmatter, children: tree.children };
}

const head = "# @vanishing/checks\n\nThe *matchers* over\n`core`.\n\n";

test("heading and first paragraph become title and description, and leave the text", () => {
  const { frontmatter, children } = read(`${head}## An example\n\nText.\n`);
  expect(frontmatter).toEqual({ title: "@vanishing/checks", description: "The matchers over core." });
  expect(children.map(({ type }) => type)).toEqual(["heading", "paragraph"]);
});

test.each([
  ["../core/README.md", "/packages/core/"],
  ["../core", "/packages/core/"],
  ["../../lessons/03-saturation/", "/lessons/saturation/"],
  ["https://example.org/a", "https://example.org/a"],
  ["#an-example", "#an-example"],
])("a link to %s leads to %s", (url, address) => {
  expect(read(`${head}See [this](${url}).`).children).toMatchObject([
    { children: [{ value: "See " }, { type: "link", url: address }, { value: "." }] },
  ]);
});

test.each(["src/matchers.ts", "../grader/README.md", "../../lessons/04-unwritten/", "../../README.md"])(
  "of a link to %s, which has no page, the words stay",
  (url) => {
    expect(read(`${head}See [this](${url}) and [that](${url}).`).children).toMatchObject([
      {
        children: [
          { value: "See " },
          { type: "inlineCode", value: "this" },
          { value: " and " },
          { type: "inlineCode", value: "that" },
          { value: "." },
        ],
      },
    ]);
  },
);

test("other pages stay as they are", () => {
  const { frontmatter, children } = read(head, "/course/lessons/03-saturation/lesson.mdx");
  expect(frontmatter).toBeUndefined();
  expect(children).toHaveLength(2);
});

test("a README that begins otherwise stops the build with what it should begin with", () => {
  expect(() => read("Text.\n")).toThrow("# @vanishing/checks");
});

import remarkMdx from "remark-mdx";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { visit } from "unist-util-visit";
import { expect, test } from "vitest";
import { remarkCourseComponents } from "./remark-course-components.ts";

const addComponents = remarkCourseComponents({
  Exercise: "/site/Exercise.astro",
  Predict: "C:\\site\\Predict.astro",
});

/** The imports of a page, and the attributes of its elements by name. */
function page(text: string, path = "/course/lessons/03-saturation/lesson.mdx") {
  const tree = unified().use(remarkParse).use(remarkMdx).parse(text);
  addComponents(tree, { path });
  const imports: string[] = [];
  const elements: [string | null, string[]][] = [];
  visit(tree, (node) => {
    if (node.type === "mdxjsEsm") imports.push(node.value);
    if (node.type !== "mdxJsxFlowElement" && node.type !== "mdxJsxTextElement") return;
    const attributes = node.attributes.flatMap((attribute) =>
      attribute.type === "mdxJsxAttribute" ? [`${attribute.name}=${attribute.value}`] : [],
    );
    elements.push([node.name, attributes]);
  });
  return { imports, elements };
}

test("a component is imported once, and each element is told the lesson's folder", () => {
  const text = 'Some text.\n\n<Predict run="a" />\n\n<Exercise />\n\n<Predict run="b" />\n';
  expect(page(text)).toEqual({
    imports: ['import Predict from "C:/site/Predict.astro";', 'import Exercise from "/site/Exercise.astro";'],
    elements: [
      ["Predict", ["run=a", "folder=03-saturation"]],
      ["Exercise", ["folder=03-saturation"]],
      ["Predict", ["run=b", "folder=03-saturation"]],
    ],
  });
});

test("the folder is found in a Windows path too", () => {
  expect(page("<Exercise />", "C:\\course\\lessons\\01-products\\lesson.mdx").elements).toEqual([
    ["Exercise", ["folder=01-products"]],
  ]);
});

test.each(["Some text.", "<Other />", "<div>text</div>", "<></>", "<toString />"])(
  "a page that uses none of them gets nothing: %s",
  (text) => {
    const { imports, elements } = page(text);
    expect(imports).toEqual([]);
    expect(elements.flatMap(([, attributes]) => attributes)).toEqual([]);
  },
);

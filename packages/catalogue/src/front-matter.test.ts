import { describe, expect, test } from "vitest";
import { readFrontMatter } from "./read-front-matter.ts";

const page = (lesson: string) => `---
title: Products
description: A deep gradient is a product with one factor a layer.
lesson:
${lesson}
---
Prose.
`;
const complete = "  package: core\n  minutes: 20\n  writes: [pathGain]";

describe("readFrontMatter", () => {
  test("reads a complete page, with nothing to build on by default", () => {
    expect(readFrontMatter(page(complete), "lesson.mdx").lesson).toEqual({
      package: "core",
      minutes: 20,
      writes: ["pathGain"],
      buildsOn: [],
    });
  });

  test("reads a page with Windows line ends and a byte order mark", () => {
    const windows = `\uFEFF${page(complete).replaceAll("\n", "\r\n")}`;
    expect(readFrontMatter(windows, "lesson.mdx").title).toBe("Products");
  });

  test("reads the decimals that a page may have, with their reasons", () => {
    const text = page(
      `${complete}\n  decimals:\n    "8.1": a section of a book\n    "−0.5": a wrong claim, as it is often told`,
    );
    expect(readFrontMatter(text, "p.mdx").lesson.decimals).toEqual({
      "8.1": "a section of a book",
      "−0.5": "a wrong claim, as it is often told",
    });
  });

  test.each([
    ["", "p.mdx has no front matter"],
    ["# Title", "p.mdx has no front matter"],
    ["---\n---\n", "p.mdx has no front matter"],
    ["---\ntitle: [\n---\n", "p.mdx is not YAML"],
    [page("  package: core"), "lesson.minutes"],
    [page(complete.replace("core", "cores")), "lesson.package"],
    [page(complete.replace("20", "0")), "lesson.minutes"],
    [page(complete.replace("[pathGain]", "[]")), "lesson.writes"],
    [page(complete.replace("pathGain", "'path gain'")), "the name of an exported function"],
    [page(`${complete}\n  minuts: 3`), "minuts"],
    [page(`${complete}\n  decimals: { "8.1": so }`), "the reason why it is typed"],
    [page(`${complete}\n  buildsOn: [Warm Up]`), "a slug in lower case"],
  ])("refuses %j and names %j", (text, message) => {
    expect(() => readFrontMatter(text, "p.mdx")).toThrow(message);
  });
});

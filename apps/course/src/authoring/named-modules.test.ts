import { describe, expect, test } from "vitest";
import { namedModules } from "./named-modules.ts";

describe("namedModules", () => {
  test.each([
    ["import", `import { a } from "x";`],
    ["import for its effect", `import "x";`],
    ["import type", `import type { A } from "x";`],
    ["import with an inline type", `import { type A, b } from "x";`],
    ["namespace import", `import * as all from "x";`],
    ["default import", `import all from "x";`],
    ["export … from", `export { a } from "x";`],
    ["export type … from", `export type { A } from "x";`],
    ["export * from", `export * from "x";`],
    ["export * as … from", `export * as all from "x";`],
    ["import()", `const a = await import("x");`],
    ["import() of a template", "const a = await import(`x`);"],
    ["import() inside a function", `function later() { return [1].map(() => import("x")); }`],
    ["import() of a type", `type A = import("x").A;`],
    ["typeof import()", `type A = typeof import("x");`],
    ["import.meta.resolve", `const a = import.meta.resolve("x");`],
    ["import.meta.glob", `const a = import.meta.glob("x");`],
    ["import.meta.glob of several", `const a = import.meta.glob(["x"], { eager: true });`],
  ])("finds %s", (_form, text) => {
    expect(namedModules("a.ts", text)).toMatchObject([{ specifier: "x", how: "import", line: 1 }]);
  });

  test("tells a file that is read from a module that is imported", () => {
    const text = `const text = readFileSync(new URL("../lessons/order.txt", import.meta.url));`;
    expect(namedModules("a.ts", text)).toMatchObject([{ specifier: "../lessons/order.txt", how: "path" }]);
  });

  test("keeps of a template the part that is known", () => {
    const text = `const load = (slug: string) => import(\`../../lessons/\${slug}/starter.ts\`);`;
    expect(namedModules("a.ts", text)).toMatchObject([{ specifier: "../../lessons/" }]);
  });

  test.each([
    ["a comment", `// import { a } from "x";\n/* export * from "y"; */`],
    ["a string", `const text = 'import { a } from "x"';`],
    ["an export of its own", `export { a };\nconst a = 1;`],
    ["another URL", `const url = new URL("x", "https://example.org");`],
    ["a computed specifier", `const load = (name: string) => import(name);`],
  ])("passes over %s", (_what, text) => {
    expect(namedModules("a.ts", text)).toEqual([]);
  });

  test("gives the line and the names, in the order of the text", () => {
    const text = `import a, { b as c } from "x";\n\nexport {\n  d as e,\n} from "y";\nimport * as f from "z";\n`;
    expect(namedModules("a.ts", text)).toEqual([
      { specifier: "x", line: 1, how: "import", names: ["default", "b"] },
      { specifier: "y", line: 5, how: "import", names: ["d"] },
      { specifier: "z", line: 6, how: "import", names: ["*"] },
    ]);
  });

  test("counts lines right after signs beyond ASCII", () => {
    expect(namedModules("a.ts", `// ∂L/∂W 𝛿 →\n\n/* σ′ ≤ ¼ */ import "x";`)).toMatchObject([{ line: 3 }]);
  });

  test("reads JSX in a .tsx file, and a type assertion in a .ts file", () => {
    expect(namedModules("a.tsx", `import { A } from "x";\nexport const b = <A>text</A>;`)).toHaveLength(1);
    expect(namedModules("a.ts", `import type { A } from "x";\nexport const b = <A>text;`)).toHaveLength(1);
  });

  test("names the file and the line of a syntax error", () => {
    expect(() => namedModules("packages/core/src/a.ts", "const a = 1;\nconst = 2;\n")).toThrow(
      /^packages\/core\/src\/a\.ts:2 cannot be parsed: /,
    );
  });

  test("reads an Astro component's front matter, and not its template", () => {
    const component = `---\nimport { a } from "x";\n---\n<p>{a}</p>\n---\n<script>import "y";</script>\n`;
    expect(namedModules("a.astro", component)).toMatchObject([{ specifier: "x", line: 2 }]);
    expect(namedModules("b.astro", `<p>import { a } from "x";</p>`)).toEqual([]);
  });

  test("reads an MDX page's module code, and not its prose or its examples", () => {
    const page = [
      "---",
      "title: Products",
      "---",
      `import { A } from "x";`,
      `import {`,
      `  B,`,
      `} from "y";`,
      "",
      "# Products",
      "",
      "One learns to",
      `import nothing from "prose" here.`,
      "",
      "```ts",
      "",
      `import { c } from "example";`,
      "```",
      "",
      `export { D } from "z";`,
      "",
      "<A />",
    ];
    expect(namedModules("a.mdx", page.join("\n"))).toMatchObject([
      { specifier: "x", line: 4 },
      { specifier: "y", line: 7 },
      { specifier: "z", line: 19 },
    ]);
  });
});

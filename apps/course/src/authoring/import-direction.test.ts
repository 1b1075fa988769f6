import { describe, expect, test } from "vitest";
import { importViolations, mayImport, type SourceFile } from "./import-direction.ts";

const file = (path: string, text: string): SourceFile => ({ path, text });
const manifest = (path: string, fields: object): SourceFile => file(path, JSON.stringify(fields, null, 2));
const suite = "lessons/03-saturation/lesson.test.ts";

describe("the order of the packages", () => {
  test("has each package import only packages that stand above it", () => {
    const names = Object.keys(mayImport);
    for (const [index, name] of names.entries()) {
      expect(names.slice(0, index), name).toEqual(expect.arrayContaining([...(mayImport[name] ?? [])]));
    }
  });
});

describe("importViolations", () => {
  test.each([
    ["a package above", "packages/activations/src/a.ts", `import { exp } from "@vanishing/core";`],
    ["every package, in figures", "packages/figures/src/a.tsx", `import { run } from "@vanishing/grader";`],
    ["a file of the same package", "packages/core/src/ops/a.ts", `import { b } from "../b.ts";`],
    ["a module of someone else", "packages/core/src/a.ts", `import { z } from "zod";\nimport "node:fs";`],
    [
      "a file at the root, by its path",
      "packages/core/src/a.ts",
      `new URL("../../../README.md", import.meta.url);`,
    ],
    ["a package, in a lesson", "lessons/01-products/solution.ts", `import { exp } from "@vanishing/core";`],
    ["a file of the same lesson", "lessons/01-products/variants.ts", `import { a } from "./solution.ts";`],
    [
      "the solution and packages, in predictions",
      "lessons/01-products/predictions.ts",
      `import { a } from "./solution.ts";\nimport { exp } from "@vanishing/core";`,
    ],
    [
      "a figure, in a lesson's page",
      "lessons/01-products/lesson.mdx",
      `import { A } from "@vanishing/figures";`,
    ],
    ["every lesson, beside the lessons", "lessons/all.ts", `import { a } from "./01-products/solution.ts";`],
    ["a package, in an app", "apps/site/src/a.ts", `import { run } from "@vanishing/grader";`],
    ["a lesson, in an app", "apps/site/src/a.ts", `import.meta.glob("../../../lessons/*/starter.ts");`],
    [
      "a lesson by name, in an app",
      "apps/course/src/a.ts",
      `import "@vanishing/lessons/01-products/starter.ts";`,
    ],
    [
      "what another app built, by its path",
      "apps/course/src/a.ts",
      `new URL("../../site/dist/", import.meta.url);`,
    ],
    [
      "what a suite needs",
      suite,
      `import { test } from "vitest";\nimport { a } from "#exercise/03-saturation";`,
    ],
    ["a file at the root", "vitest.config.ts", `import "./packages/core/src/index.ts";`],
    [
      "the root's configuration",
      "packages/core/vitest.config.ts",
      `import root from "../../vitest.config.ts";`,
    ],
    ["a file that is no source", "packages/core/README.md", `import "@vanishing/grader";`],
  ])("allows %s", (_what, path, text) => {
    expect(importViolations([file(path, text)])).toEqual([]);
  });

  test.each([
    ["import", `import { run } from "@vanishing/grader";`],
    ["import type", `import type { Run } from "@vanishing/grader";`],
    ["export … from", `export { run } from "@vanishing/grader";`],
    ["export * from", `export * from "@vanishing/grader";`],
    ["import()", `const grader = await import("@vanishing/grader");`],
    ["import() of a type", `type Run = import("@vanishing/grader").Run;`],
    ["import of a subpath", `import { run } from "@vanishing/grader/run.ts";`],
    ["import with a query", `import text from "@vanishing/grader?raw";`],
    ["import by a relative path", `import { run } from "../../grader/src/index.ts";`],
    ["import by a path in a template", `import(\`../../grader/src/\${name}.ts\`);`],
    ["import.meta.resolve", `import.meta.resolve("@vanishing/grader");`],
    ["new URL", `new URL("../../grader/src/index.ts", import.meta.url);`],
  ])("finds an import against the direction planted as %s", (_form, text) => {
    expect(importViolations([file("packages/core/src/a.ts", `\n${text}\n`)])).toEqual([
      {
        path: "packages/core/src/a.ts",
        line: 2,
        imported: expect.stringContaining("grader"),
        allowed: "nothing of ours",
        fix: "move the code that needs grader to figures",
      },
    ]);
  });

  test.each([
    ["a lesson", `import { a } from "@vanishing/lessons/01-products/solution.ts";`],
    ["a lesson by its path", `import { a } from "../../../lessons/01-products/solution.ts";`],
    ["a lesson's text", `new URL("../../../lessons/01-products/lesson.mdx", import.meta.url);`],
    ["an app", `import { a } from "@vanishing/site";`],
    ["an app by its path", `import { a } from "../../../apps/site/src/a.ts";`],
    ["a file at the root", `import config from "../../../vitest.config.ts";`],
    ["a learner's exercise", `import { a } from "#exercise/01-products";`],
  ])("keeps %s from a package", (_what, text) => {
    expect(importViolations([file("packages/figures/src/a.ts", text)])).toHaveLength(1);
  });

  test.each([
    ["packages/activations/src/a.ts", `import { exp } from "../../core/src/exp.ts";`],
    [
      "apps/site/src/pages/a.astro",
      `---\nimport { exp } from "../../../../packages/core/src/exp.ts";\n---\n`,
    ],
  ])("wants a package imported by name, also where the direction allows it: %s", (path, text) => {
    const [violation] = importViolations([file(path, text)]);
    expect(violation).toMatchObject({
      allowed: expect.stringContaining("@vanishing/"),
      fix: 'import it by name, from "@vanishing/core"',
    });
  });

  test.each([
    ["an app", "solution.ts", `import { a } from "../../apps/site/src/a.ts";`],
    ["another lesson", "solution.ts", `import { a } from "../01-products/solution.ts";`],
    [
      "another lesson by name",
      "mistakes.ts",
      `import { a } from "@vanishing/lessons/01-products/solution.ts";`,
    ],
    ["a module that the page has not", "starter.ts", `import { readFileSync } from "node:fs";`],
    ["an app, in its page", "lesson.mdx", `import A from "../../apps/site/src/A.astro";`],
    ["a package by its path", "variants.ts", `import { exp } from "../../packages/core/src/exp.ts";`],
    ["an exercise", "mistakes.ts", `import { a } from "#exercise/03-saturation";`],
  ])("keeps %s from a lesson", (_what, name, text) => {
    expect(importViolations([file(`lessons/03-saturation/${name}`, text)])).toHaveLength(1);
  });

  test.each([
    ["another module", `import fc from "fast-check";`],
    ["a built-in module", `import "node:fs";`],
    ["a file of its own folder", `import { sigmoid } from "./solution.ts";`],
    ["another lesson's exercise", `import { a } from "#exercise/01-products";`],
    ["an app", `import { a } from "@vanishing/course";`],
    ["a package by its path", `import { a } from "../../packages/checks/src/index.ts";`],
    ["more of vitest", `import { expect, vi } from "vitest";`],
    ["all of vitest", `import * as vitest from "vitest";`],
  ])("keeps %s from a suite", (_what, text) => {
    expect(importViolations([file(suite, text)])).toHaveLength(1);
  });

  test.each([
    ["another module", `import fc from "fast-check";`],
    ["another file of its own folder", `import { mistakes } from "./mistakes.ts";`],
    ["the solution by another name", `import { a } from "../03-saturation/solution.ts";`],
    ["a package by its path", `import { a } from "../../packages/core/src/index.ts";`],
  ])("keeps %s from predictions", (_what, text) => {
    expect(importViolations([file("lessons/03-saturation/predictions.ts", text)])).toMatchObject([
      { allowed: expect.stringContaining("@vanishing/") },
    ]);
  });

  test("keeps one app from another", () => {
    expect(
      importViolations([file("apps/site/src/a.ts", `import { a } from "../../course/src/a.ts";`)]),
    ).toEqual([
      {
        path: "apps/site/src/a.ts",
        line: 1,
        imported: "../../course/src/a.ts",
        allowed: "packages (@vanishing/*), lessons and files of its own app",
        fix: "move what site needs to a package, or run the other app as a command",
      },
    ]);
  });

  test("lets a package's tests and what supports them, and nothing else, import its devDependencies", () => {
    const devDependencies = { "@vanishing/activations": "workspace:*", "fast-check": "catalog:" };
    const text = `import { sigmoid } from "@vanishing/activations";`;
    const found = importViolations([
      manifest("packages/checks/package.json", { devDependencies }),
      file("packages/checks/src/a.test.ts", text),
      file("packages/checks/src/test-support/a.ts", text),
      file("packages/checks/src/a.ts", text),
    ]);
    expect(found.map(({ path }) => path)).toEqual(["packages/checks/src/a.ts"]);
  });
});

describe("a package.json", () => {
  test.each(["dependencies", "peerDependencies", "optionalDependencies"])(
    "may not declare %s against the direction",
    (field) => {
      const fields = {
        name: "@vanishing/checks",
        [field]: { "@vanishing/core": "1", "@vanishing/grader": "1", zod: "1" },
      };
      expect(importViolations([manifest("packages/checks/package.json", fields)])).toEqual([
        {
          path: "packages/checks/package.json",
          line: 5,
          imported: "@vanishing/grader",
          allowed: "@vanishing/core",
          fix: "remove it, and the imports that need it",
        },
      ]);
    },
  );

  test.each([
    ["a package that leans on it", "packages/core", { "@vanishing/activations": "workspace:*" }],
    ["the lessons", "packages/grader", { "@vanishing/lessons": "workspace:*" }],
    ["an app", "packages/grader", { "@vanishing/course": "workspace:*" }],
  ])("may not declare %s, not even for its tests", (_what, folder, devDependencies) => {
    expect(importViolations([manifest(`${folder}/package.json`, { devDependencies })])).toHaveLength(1);
  });

  test("of the lessons may name every package and no app", () => {
    const dependencies = { "@vanishing/grader": "workspace:*", "@vanishing/site": "workspace:*" };
    expect(importViolations([manifest("lessons/package.json", { dependencies })])).toMatchObject([
      { imported: "@vanishing/site" },
    ]);
  });

  test("of an unknown package earns one line that says where its place is given", () => {
    const found = importViolations([
      manifest("packages/attention/package.json", { name: "@vanishing/attention" }),
      file("packages/attention/src/a.ts", `import "@vanishing/core";`),
    ]);
    expect(found).toMatchObject([
      { imported: "@vanishing/attention", fix: expect.stringContaining("mayImport") },
    ]);
  });

  test("that is no JSON is named", () => {
    expect(() => importViolations([file("packages/core/package.json", "{")])).toThrow(
      /^packages\/core\/package\.json is not JSON/,
    );
  });
});

test("nothing comes of nothing", () => {
  expect(importViolations([])).toEqual([]);
});

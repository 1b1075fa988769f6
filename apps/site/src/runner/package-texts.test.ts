import { gzipSync } from "node:zlib";
import { subjects } from "@vanishing/catalogue";
import { describe, expect, test } from "vitest";
import { packageFiles } from "./package-files.ts";
import { carriedPackages, packagesNamedIn } from "./package-texts.ts";

const importOf = (...names: string[]) => names.map((name) => `import "@vanishing/${name}";`).join("\n");

const sample: Record<string, string> = {
  activations: importOf("core"),
  initializers: importOf("core", "activations"),
  recurrent: importOf("activations", "core"),
};

/** The names of the packages that come for some texts, in order, and which texts were asked for. */
async function broughtFor(...texts: string[]) {
  const asked: string[] = [];
  const modules = await packagesNamedIn(texts, async (name) => {
    asked.push(name);
    return sample[name] ?? "";
  });
  return { names: modules.map(({ name }) => name.replace("@vanishing/", "")), asked };
}

describe("packagesNamedIn", () => {
  test.each([
    ["nothing for what the runner has", ["core", "checks"], []],
    ["what is imported", ["activations"], ["activations"]],
    ["what that imports, before it", ["initializers"], ["activations", "initializers"]],
    ["each once", ["recurrent", "initializers", "activations"], ["activations", "recurrent", "initializers"]],
    ["no name that is no package", ["nowhere", "toString", "__proto__"], []],
  ])("brings %s", async (_, imported, names) => {
    expect((await broughtFor(importOf(...imported))).names).toEqual(names);
  });

  test("looks in every text, and asks for each package once", async () => {
    const { names, asked } = await broughtFor(importOf("recurrent"), 'from "@vanishing/initializers"');
    expect(names).toEqual(["activations", "recurrent", "initializers"]);
    expect(asked.toSorted()).toEqual(names.toSorted());
  });

  test("throws what comes of a package that cannot be had", async () => {
    const failing = packagesNamedIn([importOf("recurrent")], () => Promise.reject(new Error("offline")));
    await expect(failing).rejects.toThrow("offline");
  });
});

test("every package that lessons are about can be brought, or is in the runner", () => {
  expect(carriedPackages).toEqual(expect.arrayContaining(subjects.filter((subject) => subject !== "core")));
});

/**
 * The most that a package may take as a text, in bytes gzipped. It is fetched at the first run, together with the runner, by lessons that use
 * it: 20 KB are a tenth of a second on a slow phone connection (1.5 Mbit/s).
 */
const budget = 20_000;

describe.each(carriedPackages)("the text of %s", (name) => {
  const text = packageFiles()[`runner/${name}.js`]?.();

  test("is within its budget", async () => {
    expect(gzipSync((await text) ?? "").length).toBeLessThanOrEqual(budget);
  });

  test("imports core, and at most what can be brought", async () => {
    const imported = [...((await text) ?? "").matchAll(/^import .+ from "([^"]+)";$/gm)].map(
      (match) => match[1],
    );
    expect(imported).toContain("@vanishing/core");
    expect(["core", ...carriedPackages].map((other) => `@vanishing/${other}`)).toEqual(
      expect.arrayContaining(imported),
    );
  });
});

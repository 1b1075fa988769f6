import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { search } from "./support/search.ts";
import { expect, test } from "./support/site-test.ts";
import { packagePaths } from "./support/sites.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));

test("every package that lessons pair with has a page", () => {
  expect(packagePaths).toEqual(
    expect.arrayContaining(
      ["core", "activations", "initializers", "normalization", "recurrent"].map(
        (name) => `/packages/${name}/`,
      ),
    ),
  );
});

for (const path of packagePaths) {
  test(`${path} is the package's README, with its place in the course`, async ({ page, site }) => {
    await page.goto(site + path);
    const readme = readFileSync(`${root}${path}README.md`, "utf8");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^# (.+)$/m.exec(readme)?.[1] ?? "");
    const headings = [...readme.replaceAll(/^```[\s\S]*?^```/gm, "").matchAll(/^## (.+)$/gm)];
    const shown = page.getByRole("main").getByRole("heading", { level: 2 });
    // The first is that of the table of contents.
    expect((await shown.allInnerTexts()).filter((text) => text !== "On this page")).toHaveLength(
      headings.length,
    );
    await expect(page.locator(".page-header .lead")).toHaveText(/\w{3}/);

    const { dependencies = {} } = JSON.parse(readFileSync(`${root}${path}package.json`, "utf8"));
    for (const name of Object.keys(dependencies).filter((name) => name.startsWith("@vanishing/")))
      await expect(page.locator(".page-header")).toContainText(name.slice("@vanishing/".length));
  });
}

test("a lesson leads to its package, and that back to the lesson and on to what it imports", async ({
  page,
  site,
}) => {
  await page.goto(`${site}/lessons/saturation/`);
  await page.getByRole("link", { name: "@vanishing/activations" }).click();
  await expect(page).toHaveURL(`${site}/packages/activations/`);
  const current = page.getByRole("navigation", { name: "Main" }).locator("[aria-current=page]");
  await expect(current).toHaveText("activations");
  const facts = page.locator(".page-header");
  await facts.getByRole("link", { name: "core" }).click();
  await expect(page).toHaveURL(`${site}/packages/core/`);
  await page.goBack();
  await facts.getByRole("link", { name: "3 · Saturation" }).click();
  await expect(page).toHaveURL(`${site}/lessons/saturation/`);
});

test("search finds a package by its name", async ({ page, site }) => {
  await page.goto(`${site}/`);
  const result = await search(page, "@vanishing/recurrent");
  await result.click();
  await expect(page).toHaveURL(`${site}/packages/recurrent/`);
});

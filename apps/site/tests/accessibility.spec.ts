import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, readToTheEnd, test } from "./support/site-test.ts";
import { lessonPaths, pagePaths } from "./support/sites.ts";

// The themes differ in colours only, so what axe checks besides them is checked once.
const colourRules = ["color-contrast", "link-in-text-block"];

for (const path of pagePaths) {
  test(`axe finds nothing on ${path} in either theme`, async ({ page, site }) => {
    await page.goto(site + path);
    await readToTheEnd(page);
    await inTheme(page, "light");
    expect(await violations(new AxeBuilder({ page }))).toEqual([]);
    await inTheme(page, "dark");
    expect(await violations(new AxeBuilder({ page }).withRules(colourRules))).toEqual([]);
  });
}

test("axe finds nothing on a phone, where formulas and tables scroll, and in the open menu", async ({
  page,
  site,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(site + lessonPaths.at(-1));
  await readToTheEnd(page);
  await inTheme(page, "light");
  expect(await violations(new AxeBuilder({ page }))).toEqual([]);

  await page.getByRole("button", { name: "Menu" }).click();
  await expect(page.getByRole("navigation", { name: "Main" }).locator("[aria-current=page]")).toBeVisible();
  expect(await violations(new AxeBuilder({ page }))).toEqual([]);
  await inTheme(page, "dark");
  expect(await violations(new AxeBuilder({ page }).withRules(colourRules))).toEqual([]);
});

test("axe finds nothing in an exercise with a failure, hints and a solution", async ({ page, site }) => {
  await page.goto(site + lessonPaths.at(-1));
  const exercise = page.locator("[data-exercise]");
  await exercise.scrollIntoViewIfNeeded();
  await expect(exercise).toHaveAttribute("data-stage", "open");
  const press = (name: string) => exercise.getByRole("button", { name, exact: true }).click();
  await exercise.getByRole("textbox").focus();
  await page.keyboard.press("Control+a");
  // A wrong value and a message first, then the help.
  await page.keyboard.insertText(
    await page.evaluate(async () => {
      const { lesson } = await (await fetch("exercise.json")).json();
      return lesson.solution.replaceAll(/return (?=\S)/g, "console.log(1);\n  return 2 * ");
    }),
  );
  await press("Run");
  await expect(exercise.locator("[data-state=failed]").first()).toBeVisible();
  await press("Hint");
  await expect(exercise.locator("[data-exercise-hints]")).toContainText("Hint 1 of");
  await press("Solution");
  await press("Solution");
  await expect(exercise.locator("[data-exercise-solution] pre")).toBeVisible();
  await exercise.locator("summary").first().click();

  await inTheme(page, "light");
  expect(await violations(new AxeBuilder({ page }))).toEqual([]);
  await inTheme(page, "dark");
  expect(await violations(new AxeBuilder({ page }).withRules(colourRules))).toEqual([]);
});

async function inTheme(page: Page, theme: "light" | "dark"): Promise<void> {
  await page.emulateMedia({ colorScheme: theme });
  await expect(page.locator("html")).toHaveAttribute("data-theme", theme);
}

async function violations(axe: AxeBuilder): Promise<string[]> {
  const { violations } = await axe.analyze();
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${help}\n${html}\n${failureSummary}`),
  );
}

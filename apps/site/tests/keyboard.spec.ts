import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Locator, Page } from "@playwright/test";
import { expect, test } from "./support/site-test.ts";

const solution = readFileSync(
  fileURLToPath(new URL("../../../lessons/00-warm-up/solution.ts", import.meta.url)),
  "utf8",
);

/** Presses Tab until the focus is on an element, as somebody does who sees it. */
async function tabTo(page: Page, element: Locator): Promise<void> {
  // What is fetched when it comes near may not be there yet; a later press finds it, or the next round.
  for (let presses = 0; presses < 400; presses++) {
    await page.keyboard.press("Tab");
    if ((await element.count()) > 0 && (await element.evaluate((node) => node.matches(":focus")))) return;
  }
  throw new Error(`Tab does not lead to ${element}.`);
}

test("keys alone lead from the first page through lesson 0 to a pass, and on to the next lesson", async ({
  page,
  site,
}) => {
  await page.goto(`${site}/`);
  await tabTo(page, page.getByRole("link", { name: /^Start with lesson 0/ }));
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/lessons\/warm-up\/$/);

  const exercise = page.locator("[data-exercise]");
  const editor = exercise.getByRole("textbox");
  await tabTo(page, editor);
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText(solution);
  await tabTo(page, exercise.getByRole("button", { name: "Run", exact: true }));
  await page.keyboard.press("Enter");
  await expect(exercise.locator("[data-exercise-verdict]")).toHaveText(/^All \d+ checks hold\.$/);

  await tabTo(page, exercise.getByRole("link", { name: "1 · Products" }));
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/lessons\/products\/$/);
});

test("the focus can always be seen", async ({ page, site }) => {
  await page.goto(`${site}/lessons/warm-up/`);
  const exercise = page.locator("[data-exercise]");
  await exercise.scrollIntoViewIfNeeded();
  await expect(exercise).toHaveAttribute("data-stage", "open");
  await exercise.getByRole("textbox").focus();
  for (const name of ["Run", "Hint", "Solution", "Reset"]) {
    await page.keyboard.press("Tab");
    const button = exercise.getByRole("button", { name, exact: true });
    await expect(button).toBeFocused();
    const width = await button.evaluate((node) => Number.parseFloat(getComputedStyle(node).outlineWidth));
    expect(width).toBeGreaterThanOrEqual(2);
  }
});

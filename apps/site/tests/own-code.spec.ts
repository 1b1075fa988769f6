import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Locator, Page } from "@playwright/test";
import { starterVersion } from "@vanishing/catalogue/starter-version";
import { expect, summaryOf, test, wake } from "./support/site-test.ts";

const lessons = fileURLToPath(new URL("../../../lessons/", import.meta.url));
const read = (file: string) => readFileSync(`${lessons}03-saturation/${file}`, "utf8");
const solution = read("solution.ts");
const byOwn = "Your own functions computed this.";

const switchOf = (figure: Locator) => figure.getByRole("checkbox", { name: "Run on my code" });

async function open(page: Page, site: string): Promise<Locator> {
  await page.goto(`${site}/lessons/saturation/`);
  const figure = page.locator("[data-figure=saturation]");
  await wake(figure);
  return figure;
}

/** Opens the lesson as somebody does whose text passed on an earlier visit. */
async function openWithPassed(page: Page, site: string, text: string): Promise<Locator> {
  const base = new URL(site).pathname.replace(/\/?$/, "/");
  const key = `vanishing-point:${base}:passed:saturation:${starterVersion(read("starter.ts"))}`;
  await page.goto(`${site}/404.html`);
  await page.evaluate(([key, text]) => localStorage.setItem(key, text), [key, text] as const);
  return open(page, site);
}

test("there is no switch before a pass, and after one the figure runs on the learner's functions", async ({
  page,
  site,
}) => {
  const figure = await open(page, site);
  await expect(switchOf(figure)).toHaveCount(0);
  const summary = await summaryOf(figure).innerText();

  const exercise = page.locator("[data-exercise]");
  await exercise.scrollIntoViewIfNeeded();
  await expect(exercise).toHaveAttribute("data-stage", "open");
  await exercise.getByRole("textbox").focus();
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText(solution);
  await page.keyboard.press("Control+Enter");
  await expect(exercise.locator("[data-exercise-verdict]")).toHaveText("All 13 checks hold.");

  await switchOf(figure).press("Space");
  await expect(summaryOf(figure)).toHaveText(`${summary} ${byOwn}`);
  await figure.locator("input[type=range]").first().press("ArrowUp");
  await expect(summaryOf(figure)).not.toContainText(summary);
  await expect(summaryOf(figure)).toContainText(byOwn);
  await expect(figure.locator("[data-layout]")).toHaveCount(1);
  await figure.locator("input[type=range]").first().press("ArrowDown");
  await switchOf(figure).press("Space");
  await expect(summaryOf(figure)).toHaveText(summary);

  await page.reload();
  await wake(figure);
  await expect(switchOf(figure)).not.toBeChecked();
});

for (const build of ["root", "underBasePath"] as const) {
  test.describe(build, () => {
    test.use({ build });

    test("what the figure shows is what these functions give", async ({ page, site }) => {
      const tenth = solution.replace("return e / (1 + e) ** 2;", "return 0.1;");
      expect(tenth).not.toBe(solution);
      const figure = await openWithPassed(page, site, tenth);
      await switchOf(figure).check();
      await expect(summaryOf(figure)).toContainText("The gain per layer is 0.1; ten such layers leave 10⁻¹⁰");
    });
  });
}

for (const [name, code, problem] of [
  ["a loop without end", "for (;;);", "did not come back"],
  ["NaN", "return Number.NaN;", "sigmoidDerivative gave NaN"],
  ["an error", 'throw new Error("no more");', "no more"],
] as const) {
  test(`${name} in the learner's code is said, and the figure goes on without it`, async ({ page, site }) => {
    const figure = await openWithPassed(
      page,
      site,
      solution.replace("return e / (1 + e) ** 2;", `${code}\n  return e;`),
    );
    const summary = await summaryOf(figure).innerText();
    await switchOf(figure).check();
    await expect(figure.locator("[data-figure-notices]")).toContainText(problem);
    await expect(switchOf(figure)).not.toBeChecked();
    await expect(summaryOf(figure)).toHaveText(summary);
  });
}

test("a text that is no module any more is said", async ({ page, site }) => {
  const figure = await openWithPassed(page, site, "export function sigmoid( {");
  await switchOf(figure).check();
  await expect(figure.locator("[data-figure-notices]")).toContainText("Your code cannot drive this figure");
});

import type { Page } from "@playwright/test";
import { expect, summaryOf, test, wake } from "./support/site-test.ts";

// The home page's figure is computed in a worker. What any figure does is in figures.spec.ts.

/** Changes the figure's first slider, and gives what the figure then says. */
async function change(page: Page): Promise<string> {
  const figure = page.locator("[data-figure]").first();
  const summary = await summaryOf(figure).innerText();
  await figure.locator("input[type=range]").first().focus();
  await page.keyboard.press("ArrowDown");
  await expect(summaryOf(figure)).not.toHaveText(summary);
  return summaryOf(figure).innerText();
}

async function open(page: Page, site: string): Promise<void> {
  await page.goto(`${site}/`);
  await wake(page.locator("[data-figure]").first());
}

for (const build of ["root", "underBasePath"] as const) {
  test.describe(build, () => {
    test.use({ build });

    test("a figure asks a worker, and a reader who only reads starts none", async ({ page, site }) => {
      await open(page, site);
      expect(page.workers()).toHaveLength(0);
      await change(page);
      expect(page.workers()).toHaveLength(1);
      await expect(page.locator("[data-figure-notices]").first()).toBeEmpty();
    });

    test("where workers are refused, the page computes the same, and says so once", async ({
      page,
      site,
      browser,
    }) => {
      await page.addInitScript(() => {
        window.Worker = class {
          constructor() {
            throw new DOMException("refused", "SecurityError");
          }
        } as never;
      });
      await open(page, site);
      const said = await change(page);
      const notices = page.locator("[data-figure-notices]").first();
      await expect(notices).toContainText("no background worker");
      await change(page);
      await expect(notices.locator("p")).toHaveCount(1);

      const other = await browser.newPage();
      await open(other, site);
      expect(await change(other)).toBe(said);
      await other.close();
    });
  });
}

test("a worker that dies is replaced, and nothing is lost", async ({ browser, site }) => {
  // A page of its own: the check of every other test would object to the error.
  const page = await browser.newPage();
  await open(page, site);
  await change(page);
  const [worker] = page.workers();
  const closed = worker?.waitForEvent("close");
  await worker?.evaluate(() => {
    setTimeout(() => {
      throw new Error("dies");
    });
  });
  await closed;
  await change(page);
  expect(page.workers()).toHaveLength(1);
  await expect(page.locator("[data-figure-notices]").first()).toBeEmpty();
  await page.close();
});

test("a worker that has fallen silent is replaced", async ({ browser, site }) => {
  const page = await browser.newPage();
  await open(page, site);
  await change(page);
  await page.workers()[0]?.evaluate(() => {
    self.postMessage = () => {};
  });
  const figure = page.locator("[data-figure]").first();
  const summary = await summaryOf(figure).innerText();
  await page.keyboard.press("ArrowDown");
  await expect(summaryOf(figure)).not.toHaveText(summary, { timeout: 40_000 });
  await page.close();
});

test("a slider that is dragged shows its last value", async ({ page, site }) => {
  await open(page, site);
  const figure = page.locator("[data-figure]").first();
  const slider = figure.locator("input[type=range]").first();
  await slider.focus();
  for (let press = 0; press < 12; press++) await page.keyboard.press("ArrowUp");
  await expect(summaryOf(figure)).toContainText(`network of ${await slider.inputValue()} `);
});

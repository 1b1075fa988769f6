import type { Locator, Page } from "@playwright/test";
import { expect, summaryOf, test, wake } from "./support/site-test.ts";

// The home page's figure is the one that moves: it trains the network that it shows.

async function open(page: Page, site: string, search = ""): Promise<Locator> {
  await page.goto(`${site}/${search}`);
  const figure = page.locator("[data-figure]").first();
  await wake(figure);
  return figure;
}

const playButton = (figure: Locator) => figure.locator("[data-figure-play]");
const stepButton = (figure: Locator) => figure.locator("[data-figure-step]");

/** How many updates the weights have had, as the text says. */
async function updates(figure: Locator): Promise<number> {
  return Number(/^After (\d+) update/.exec(await summaryOf(figure).innerText())?.[1] ?? Number.NaN);
}

function screenUpdates(page: Page, count: number): Promise<void> {
  return page.evaluate(async (count) => {
    for (let update = 0; update < count; update++) await new Promise(requestAnimationFrame);
  }, count);
}

test("a step at a time by keyboard, and nothing moves between", async ({ page, site }) => {
  const figure = await open(page, site);
  const before = await summaryOf(figure).innerText();
  await stepButton(figure).focus();
  await screenUpdates(page, 10);
  expect(await summaryOf(figure).innerText()).toBe(before);
  for (const expected of ["0 updates", "1 update", "2 updates"]) {
    await page.keyboard.press("Enter");
    await expect(summaryOf(figure)).toContainText(`After ${expected} the loss`);
  }
  await screenUpdates(page, 10);
  expect(await updates(figure)).toBe(2);
  await expect(figure.locator("[data-layout] svg")).toHaveCount(2);
});

test("play, pause, go on to the end, and again", async ({ page, site }) => {
  const figure = await open(page, site, "?depth.depth=4");
  const play = playButton(figure);
  await expect(play).toHaveText("Train");
  await play.press("Enter");
  await expect(play).toHaveText("Pause");
  await expect(summaryOf(figure)).toHaveAttribute("aria-live", "off");
  await expect.poll(() => updates(figure)).toBeGreaterThan(3);
  await play.press("Enter");
  await expect(play).toHaveText("Go on");
  await expect(summaryOf(figure)).toHaveAttribute("aria-live", "polite");
  const paused = await updates(figure);
  await screenUpdates(page, 10);
  expect(await updates(figure)).toBe(paused);
  await play.press("Enter");
  await expect(play).toHaveText("Train again", { timeout: 50_000 });
  expect(await updates(figure)).toBe(400);
  await stepButton(figure).press("Enter");
  await expect.poll(() => updates(figure)).toBe(0);
});

test("a control or Reset ends the training and shows one batch again", async ({ page, site }) => {
  const figure = await open(page, site);
  const before = await summaryOf(figure).innerText();
  await stepButton(figure).press("Enter");
  await expect(summaryOf(figure)).toContainText("0 updates");
  await figure.getByRole("button", { name: "Reset" }).press("Enter");
  await expect(summaryOf(figure)).toHaveText(before);
  await playButton(figure).press("Enter");
  await expect.poll(() => updates(figure)).toBeGreaterThan(0);
  await figure.locator("input[type=range]").press("ArrowDown");
  await expect(summaryOf(figure)).toContainText("network of 19 ");
  await expect(playButton(figure)).toHaveText("Train");
});

test("it rests when it leaves the screen, and when the page is hidden", async ({ page, site }) => {
  await page.setViewportSize({ width: 390, height: 420 });
  const figure = await open(page, site, "?depth.depth=50");
  await playButton(figure).press("Enter");
  await expect.poll(() => updates(figure)).toBeGreaterThan(1);
  await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
  await expect(playButton(figure)).toHaveText("Go on");

  await playButton(figure).press("Enter");
  await expect(playButton(figure)).toHaveText("Pause");
  await page.evaluate(() => {
    Object.defineProperty(document, "hidden", { value: true });
    document.dispatchEvent(new Event("visibilitychange"));
  });
  await expect(playButton(figure)).toHaveText("Go on");
});

test("a reader who wants less motion sees the end, and nothing between", async ({ page, site }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  const figure = await open(page, site, "?depth.depth=4");
  await expect(summaryOf(figure)).toContainText("network of 4 ");
  await summaryOf(figure).evaluate((summary) => {
    const texts: string[] = [];
    Object.assign(window, { texts });
    new MutationObserver(() => texts.push(summary.textContent ?? "")).observe(summary, {
      childList: true,
      characterData: true,
      subtree: true,
    });
  });
  await playButton(figure).press("Enter");
  await expect(playButton(figure)).toHaveText("Train again", { timeout: 50_000 });
  expect(await updates(figure)).toBe(400);
  const texts = await page.evaluate(() => (window as never as { texts: string[] }).texts);
  expect(texts.every((text) => text.startsWith("After 400 "))).toBe(true);
});

test("what the course is about: sigmoids with Glorot's weights stand still, ReLU with He's learns", async ({
  page,
  site,
}) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  const still = await open(page, site);
  await playButton(still).press("Enter");
  await expect(playButton(still)).toHaveText("Train again", { timeout: 50_000 });
  await expect(summaryOf(still)).toContainText("Its weights are exactly where they began");

  const learning = await open(page, site, "?depth.activation=relu&depth.scale=he");
  await playButton(learning).press("Enter");
  await expect(playButton(learning)).toHaveText("Train again", { timeout: 50_000 });
  await expect(summaryOf(learning)).toContainText("Its weights have moved");
  const said = await summaryOf(learning).innerText();
  // Below a thousandth it is written as 7.52 × 10⁻⁴.
  const [, loss, power] = /the loss of 20 ReLU layers is ([\d.]+)(\u{A0}×\u{A0}10⁻)?/u.exec(said) ?? [];
  expect(Number(loss) * (power === undefined ? 1 : 1e-3)).toBeLessThan(0.15);
});

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";
import { keepProgress, outcome, progressKey, progressText } from "./support/progress.ts";
import { expect, test } from "./support/site-test.ts";

const solution = readFileSync(
  fileURLToPath(new URL("../../../lessons/00-warm-up/solution.ts", import.meta.url)),
  "utf8",
);
const warmUpDone = progressText({ "warm-up": outcome(true, { holds: true }) });
const saturationBegun = progressText({
  "warm-up": outcome(true, { holds: true }),
  saturation: { ...outcome(false, { holds: true, fails: false }), at: "2026-11-22T12:00:00.000Z" },
});

const sidebar = (page: Page) => page.getByRole("navigation", { name: "Main" });
const done = (page: Page) => sidebar(page).getByRole("link", { name: "0 · Warm-up (done)", exact: true });
const open = (page: Page) => sidebar(page).getByRole("link", { name: "0 · Warm-up", exact: true });

/** Where everything stands that a tick could push, once the fonts have come: left edge, top, width and height. */
function places(page: Page): Promise<number[][]> {
  return page.evaluate(async () => {
    await document.fonts.ready;
    const parts =
      "[data-lesson], .page-kind, h1, .lead, .home-lessons li, [data-figure], .sl-markdown-content > *";
    return [...document.querySelectorAll(parts)].map((part) => {
      const { x, y, width, height } = part.getBoundingClientRect();
      return [x, y, width, height];
    });
  });
}

test("a lesson that is done has a tick in the sidebar, in its header and on the first page, and nothing moves for it", async ({
  page,
  site,
}) => {
  await page.goto(`${site}/lessons/warm-up/`);
  await expect(open(page)).toBeVisible();
  const inLesson = await places(page);
  expect(inLesson.length).toBeGreaterThan(20);
  await page.goto(`${site}/`);
  await expect(page.getByRole("link", { name: /^Start with lesson 0/ })).toBeVisible();
  const atHome = await places(page);

  await keepProgress(page, site, warmUpDone);
  await page.goto(`${site}/lessons/warm-up/`);
  await expect(done(page)).toBeVisible();
  await expect(sidebar(page).getByRole("link", { name: "done" })).toHaveCount(1);
  await expect(page.locator(".lesson-header .page-kind")).toHaveText("Lesson 0 (done)");
  const drawn = (element: Element) => getComputedStyle(element, "::after").borderRightWidth;
  expect(await done(page).evaluate(drawn)).toBe("2px");
  expect(await places(page)).toEqual(inLesson);

  await page.goto(`${site}/lessons/products/`);
  await expect(done(page)).toBeVisible();
  await expect(page.locator(".lesson-header .page-kind")).toHaveText(/^\s*Lesson 1\s*$/);

  await page.goto(`${site}/`);
  await expect(page.getByRole("link", { name: /^Continue with lesson 1/ })).toBeVisible();
  const home = page.locator(".home-lessons li");
  await expect(home.filter({ hasText: "Warm-up" })).toContainText("10 minutes (done)");
  await expect(home.filter({ hasText: "Products" })).not.toContainText("done");
  expect(await places(page)).toEqual(atHome);
});

test("the tick stands in the menu of a phone", async ({ page, site }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await keepProgress(page, site, warmUpDone);
  await page.goto(`${site}/lessons/products/`);
  await page.getByRole("button", { name: "Menu" }).click();
  await expect(done(page)).toBeVisible();
});

test("the ticks follow what another tab does, and what was done while the page lay in the cache", async ({
  page,
  site,
  context,
}) => {
  await page.goto(`${site}/lessons/products/`);
  await expect(open(page)).toBeVisible();
  const other = await context.newPage();
  // A tab that has ticks listens, and what another tab keeps before that is what it begins with.
  await keepProgress(other, site, warmUpDone);
  await expect(done(page)).toBeVisible();
  await other.evaluate((key) => localStorage.removeItem(key), progressKey);
  await expect(open(page)).toBeVisible();

  // A change in the same tab is not told to it, as one that came while it slept.
  await page.evaluate(([key, text]) => localStorage.setItem(key, text), [progressKey, warmUpDone] as const);
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })));
  await expect(done(page)).toBeVisible();
});

test("by keyboard alone, from the first page to a pass, the tick, and on to the next lesson", async ({
  page,
  site,
}) => {
  await page.goto(`${site}/`);
  await tabTo(page, ".resume-link");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(`${site}/lessons/warm-up/`);
  await expect(open(page)).toBeVisible();

  const exercise = page.locator("[data-exercise]");
  await tabTo(page, "[data-exercise] *");
  await expect(exercise).toHaveAttribute("data-stage", "open");
  // The editor has come behind the first stop in the exercise, or in front of it.
  await exercise.getByRole("textbox").focus();
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText(solution);
  await page.keyboard.press("Control+Enter");
  await expect(exercise.locator("[data-exercise-verdict]")).toContainText(/^All \d+ checks hold\.$/);
  await expect(done(page)).toBeVisible();

  await page.goto(`${site}/`);
  await expect(page.locator(".resume-link")).toHaveText(/Continue with lesson 1/);
  await tabTo(page, ".resume-link");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(`${site}/lessons/products/`);
});

test("the first page leads on to the lesson last worked on, and nothing moves for it", async ({
  page,
  site,
}) => {
  const widths = [1280, 390];
  const before = [];
  for (const width of widths) {
    await page.setViewportSize({ width, height: 800 });
    await page.goto(`${site}/`);
    await expect(page.getByRole("link", { name: /^Start with lesson 0/ })).toBeVisible();
    before.push(await places(page));
  }
  await keepProgress(page, site, saturationBegun);
  for (const [i, width] of widths.entries()) {
    await page.setViewportSize({ width, height: 800 });
    await page.goto(`${site}/`);
    const link = page.getByRole("link", { name: "Continue with lesson 3 · Saturation" });
    await expect(link).toHaveAttribute("href", "/lessons/saturation/");
    expect(await places(page)).toEqual(before[i]);
  }
});

test("a course that is done leads to the map", async ({ page, site }) => {
  await page.goto(`${site}/`);
  const slugs = await page
    .locator(".home-lessons [data-lesson]")
    .evaluateAll((elements) => elements.map((element) => (element as HTMLElement).dataset.lesson ?? ""));
  const all = Object.fromEntries(slugs.map((slug) => [slug, outcome(true, { holds: true })]));
  await keepProgress(page, site, progressText(all));
  await page.goto(`${site}/`);
  await page.getByRole("link", { name: /^Every lesson is done/ }).click();
  await expect(page).toHaveURL(`${site}/map/`);
  await expect(page.locator("[data-map-totals]")).toHaveText(
    `${slugs.length} of ${slugs.length} lessons done`,
  );
  await expect(page.locator(".resume-link")).toHaveCount(0);
});

for (const [name, text] of [
  ["garbage", "{"],
  ["of another shape", '{"format":"vanishing-point-progress","version":1,"lessons":{"warm-up":7}}'],
  ["a future edition's", '{"format":"vanishing-point-progress","version":9,"lessons":{}}'],
] as const) {
  test(`progress that is ${name} gives no tick and breaks no page`, async ({ page, site }) => {
    await keepProgress(page, site, text);
    await page.goto(`${site}/`);
    await expect(page.locator(".resume-link")).toHaveText(/Start with lesson 0/);
    await page.goto(`${site}/lessons/warm-up/`);
    await page.waitForLoadState("networkidle");
    await expect(open(page)).toBeVisible();
    expect(await page.evaluate((key) => localStorage.getItem(key), progressKey)).toBe(text);
  });
}

/** Presses Tab until what has the focus matches, at most twice round: pressed so fast, it passes by what comes alive when it is seen. */
async function tabTo(page: Page, selector: string): Promise<void> {
  const most = 2 * (await page.locator("a, button, input, select, textarea, summary, [tabindex]").count());
  for (let presses = 0; presses < most; presses++) {
    await page.keyboard.press("Tab");
    if (await page.evaluate((selector) => document.activeElement?.matches(selector), selector)) return;
  }
  throw new Error(`${most} presses of Tab have not reached ${selector}.`);
}

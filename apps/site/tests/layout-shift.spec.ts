import type { Page } from "@playwright/test";
import { serveInParts } from "./support/serve-in-parts.ts";
import { expect, readToTheEnd, test } from "./support/site-test.ts";
import { lessonPaths, pagePaths } from "./support/sites.ts";

/**
 * The most that a page may shift, from its first paint to its end: the sum of all shifts that no input caused. Search engines
 * call a page good up to 0.1; at 0.02 a line of text has moved by a fifth of its height at most, which a reader does not lose.
 */
const mostShift = 0.02;

/** One shift: how much, and what moved from where to where. */
interface Shift {
  readonly value: number;
  readonly moved: readonly string[];
}

declare global {
  interface Window {
    shifts: Shift[];
  }
}

for (const path of pagePaths) {
  for (const width of [390, 1280]) {
    test(`nothing moves on ${path} while it is read, ${width} pixels wide, with fonts that come late`, async ({
      page,
      site,
    }) => {
      await page.setViewportSize({ width, height: 844 });
      await page.addInitScript(recordShifts);
      const letFontsCome = await holdFonts(page);
      await page.goto(site + path, { waitUntil: "domcontentloaded" });
      await page.waitForFunction(() => performance.getEntriesByName("first-contentful-paint").length > 0);
      letFontsCome();
      await page.waitForLoadState("load");
      await page.evaluate(() => document.fonts.ready);
      // Each figure and each editor comes while it is in view, where its shift counts.
      await readToTheEnd(page);
      for (const exercise of await page.locator("[data-exercise]").all()) {
        await exercise.scrollIntoViewIfNeeded();
        await expect(exercise).toHaveAttribute("data-stage", "open");
      }
      await readScreenByScreen(page);
      await page.waitForLoadState("networkidle");

      const shifts = await shiftsOf(page);
      const total = shifts.reduce((sum, { value }) => sum + value, 0);
      expect(
        total,
        shifts.map(({ value, moved }) => `${value}: ${moved.join("; ")}`).join("\n"),
      ).toBeLessThan(mostShift);
    });
  }
}

for (const [name, from] of [
  ["its text", '<div class="main-pane'],
  ["the end of its first code", "</figure>"],
  ["its second half", 'id="derive"'],
] as const) {
  test(`nothing moves on a lesson's page of which ${name} comes late`, async ({ browser, site }) => {
    const served = await serveInParts(site + lessonPaths[0], from);
    // Its own page: it is of another host than the site's.
    const page = await browser.newPage({ viewport: { width: 1280, height: 844 } });
    await page.addInitScript(recordShifts);
    await page.goto(served.address, { waitUntil: "commit" });
    await page.waitForFunction(() => performance.getEntriesByName("first-contentful-paint").length > 0);
    served.sendTheRest();
    await page.waitForLoadState("networkidle");
    const shifts = await shiftsOf(page);
    expect(
      shifts.reduce((sum, { value }) => sum + value, 0),
      shifts.map(({ value, moved }) => `${value}: ${moved.join("; ")}`).join("\n"),
    ).toBeLessThan(mostShift);
    await page.close();
    served.close();
  });
}

test("a paragraph that comes late is seen as a shift above the budget, and said", async ({ page, site }) => {
  await page.addInitScript(recordShifts);
  await page.goto(site + pagePaths[0]);
  await page.waitForFunction(() => performance.getEntriesByName("first-contentful-paint").length > 0);
  await page.evaluate(() => {
    const late = document.createElement("p");
    late.style.height = "200px";
    document.querySelector("main")?.prepend(late);
  });
  await expect.poll(async () => (await shiftsOf(page))[0]?.value).toBeGreaterThan(mostShift);
  expect((await shiftsOf(page))[0]?.moved[0]).toMatch(/from \d+ \d+ \d+ \d+ to \d+ \d+ \d+ \d+/);
});

/** Runs in the page, before anything of its own. */
function recordShifts(): void {
  interface LayoutShift extends PerformanceEntry {
    readonly value: number;
    readonly hadRecentInput: boolean;
    readonly sources: readonly {
      readonly node?: Node;
      readonly previousRect: DOMRectReadOnly;
      readonly currentRect: DOMRectReadOnly;
    }[];
  }
  window.shifts = [];
  const place = ({ x, y, width, height }: DOMRectReadOnly) => [x, y, width, height].map(Math.round).join(" ");
  const nameOf = (node: Node | undefined) =>
    node instanceof Element ? node.outerHTML.slice(0, 80) : (node?.textContent ?? "something").slice(0, 40);
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as LayoutShift[]) {
      if (entry.hadRecentInput) continue;
      window.shifts.push({
        value: entry.value,
        moved: entry.sources.map(
          ({ node, previousRect, currentRect }) =>
            `${nameOf(node)} from ${place(previousRect)} to ${place(currentRect)}`,
        ),
      });
    }
  }).observe({ type: "layout-shift", buffered: true });
}

async function shiftsOf(page: Page): Promise<readonly Shift[]> {
  // The browser reports the shifts of a frame after it.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
  return page.evaluate(() => window.shifts);
}

/** Keeps every font from the page until the function is called that it gives: a slow connection, without its waiting time. */
async function holdFonts(page: Page): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  await page.route("**/*.woff2", async (route) => {
    await promise;
    await route.continue();
  });
  return resolve;
}

/** Scrolls from the top to the end by less than a screen at a time. */
async function readScreenByScreen(page: Page): Promise<void> {
  await page.evaluate(() => window.scrollTo({ top: 0, behavior: "instant" }));
  for (;;) {
    const atEnd = await page.evaluate(async () => {
      window.scrollBy({ top: 400, behavior: "instant" });
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      return Math.ceil(window.scrollY + window.innerHeight) >= document.documentElement.scrollHeight;
    });
    if (atEnd) return;
  }
}

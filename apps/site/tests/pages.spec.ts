import { courseName } from "../src/course-name.ts";
import { expect, readToTheEnd, test } from "./support/site-test.ts";
import { lessonPaths, pagePaths } from "./support/sites.ts";

for (const path of pagePaths) {
  for (const width of [390, 1280]) {
    test(`${path} at ${width} pixels has no sideways scroll`, async ({ page, site }) => {
      await page.setViewportSize({ width, height: 800 });
      await page.goto(site + path);
      await readToTheEnd(page);
      const [content, window] = await page.evaluate(() => [
        document.scrollingElement?.scrollWidth,
        innerWidth,
      ]);
      expect(content).toBeLessThanOrEqual(window as number);
    });
  }

  test(`${path} has a language, a heading, landmarks and a working skip link`, async ({ page, site }) => {
    await page.goto(site + path);
    await expect(page.locator("html")).toHaveAttribute("lang", "en");
    await expect(page).toHaveTitle(new RegExp(courseName));
    await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
    await expect(page.getByRole("main")).toHaveCount(1);
    await expect(page.getByRole("banner")).toHaveCount(1);

    await page.keyboard.press("Tab");
    const skipLink = page.getByRole("link", { name: "Skip to content" });
    await expect(skipLink).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/#_top$/);
    await page.keyboard.press("Tab");
    const isInMain = await page.evaluate(() => document.activeElement?.closest("main") !== null);
    expect(isInMain, "the next Tab after the skip link lands in the page's main part").toBe(true);
  });
}

test("the first page shows the effect, the way in and both commands on one screen", async ({
  page,
  site,
}) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto(`${site}/`);
  const main = page.getByRole("main");
  for (const part of [
    main.getByRole("heading", { level: 1 }),
    main.locator("[data-figure=depth]"),
    main.getByRole("link", { name: /^Start with lesson 0/ }),
    main.getByText("npx -y pnpm@12 start"),
    main.getByText("npx -y pnpm@12 test lesson-0"),
  ]) {
    await expect(part).toBeInViewport({ ratio: 1 });
  }
});

test("the way from the first page through every lesson, in order, by links alone", async ({ page, site }) => {
  await page.goto(`${site}/`);
  await page.getByRole("link", { name: /^Start with lesson 0/ }).click();
  const visited: string[] = [];
  for (;;) {
    // The address changes before the end of the page has come, where the way on is.
    await page.waitForLoadState();
    visited.push(new URL(page.url()).pathname);
    const next = page.getByRole("link", { name: /^Next/ });
    if ((await next.count()) === 0) break;
    await next.click();
    await page.waitForURL((url) => !visited.includes(url.pathname));
  }
  expect([...visited].sort()).toEqual(lessonPaths);
  const inSidebar = page.getByRole("navigation", { name: "Main" }).locator("a[data-lesson]");
  const order = await inSidebar.evaluateAll((links) =>
    links.map((link) => (link as HTMLAnchorElement).pathname),
  );
  expect(order).toEqual(visited);
});

for (const path of lessonPaths) {
  test(`${path} begins with its facts from the front matter`, async ({ page, site }) => {
    await page.goto(site + path);
    const header = page.locator(".lesson-header");
    const number = (await header.getByText(/^Lesson \d+$/).innerText()).replace("Lesson ", "");
    await expect(header.getByText(`pnpm test lesson-${number}`)).toBeVisible();
    await expect(header.getByText(/^about \d+ minutes$/)).toBeVisible();
    await expect(header.getByText(/^@vanishing\/[a-z]+$/)).toBeVisible();
    const current = page.getByRole("navigation", { name: "Main" }).locator("[aria-current=page]");
    await expect(current).toHaveText(`${number} · ${await header.getByRole("heading").innerText()}`);
  });
}

test("what scrolls sideways on a phone can be reached by the keyboard, and what fits is no stop", async ({
  page,
  site,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  let scrollers = 0;
  for (const path of lessonPaths) {
    await page.goto(site + path);
    for (const box of await page.locator("main .katex-display, main table").all()) {
      const scrolls = await box.evaluate((element) => element.scrollWidth > element.clientWidth);
      await expect(box).toHaveJSProperty("tabIndex", scrolls ? 0 : -1);
      scrollers += Number(scrolls);
    }
  }
  expect(scrollers).toBeGreaterThan(0);
});

test("an address that is not there answers 404 with a page that leads back", async ({ browser, site }) => {
  // Its own page: the browser logs the 404 as an error.
  const page = await browser.newPage();
  const response = await page.goto(`${site}/lessons/no-such-lesson/`);
  expect(response?.status()).toBe(404);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("There is no page here");
  await page.getByRole("link", { name: "The first page" }).click();
  await expect(page).toHaveURL(`${site}/`);
  await page.close();
});

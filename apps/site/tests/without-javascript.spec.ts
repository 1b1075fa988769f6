import { expect, test } from "./support/site-test.ts";
import { lessonPaths, pagePaths } from "./support/sites.ts";

test.use({ javaScriptEnabled: false });

for (const path of pagePaths) {
  test(`${path} is whole without JavaScript`, async ({ page, site }) => {
    await page.goto(site + path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.getByRole("main").getByRole("paragraph").first()).toBeVisible();

    for (const figure of await page.locator("[data-figure]").all()) {
      await expect(figure.locator("svg:visible").first(), "the static picture").toBeVisible();
      const shapes = figure.locator("svg:visible").first().locator("path, line, circle, rect");
      expect(await shapes.count(), "shapes in the static picture").toBeGreaterThan(3);
      await expect(figure.locator("[data-figure-summary]")).toContainText(/\d/);
    }
    for (const formula of await page.locator("main .katex-html:not(details:not([open]) *)").all()) {
      const box = await formula.boundingBox();
      expect(box?.width, "the width of a formula").toBeGreaterThan(0);
    }
  });
}

for (const path of lessonPaths) {
  test(`${path} has a figure, mathematics and the way to other lessons without JavaScript`, async ({
    page,
    site,
  }) => {
    await page.goto(site + path);
    await expect(page.locator("[data-figure]").first()).toBeVisible();
    await expect(page.locator("main .katex-html").first()).toBeVisible();
    await expect(page.getByRole("navigation", { name: "Main" }).locator("a[data-lesson]")).toHaveCount(
      lessonPaths.length,
    );
  });
}

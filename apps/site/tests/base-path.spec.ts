import { courseName } from "../src/course-name.ts";
import { search } from "./support/search.ts";
import { expect, readToTheEnd, summaryOf, test, wake } from "./support/site-test.ts";
import { lessonPaths, pagePaths } from "./support/sites.ts";

test.use({ build: "underBasePath" });

for (const path of pagePaths) {
  test(`under a base path, ${path} asks for nothing outside of it and its figures come alive`, async ({
    page,
    site,
  }) => {
    const outside: string[] = [];
    page.on("request", (request) => {
      if (!request.url().startsWith(`${site}/`) && !request.url().startsWith("data:"))
        outside.push(request.url());
    });
    await page.goto(site + path);
    await readToTheEnd(page);
    await page.waitForLoadState("networkidle");
    expect(outside).toEqual([]);
  });
}

test("under a base path, a reader goes from the first page into a lesson, moves its figure, and searches", async ({
  page,
  site,
}) => {
  await page.goto(`${site}/`);
  await page.getByRole("link", { name: /^Start with lesson 0/ }).click();
  await expect(page).toHaveURL(new RegExp(`^${site}/lessons/`));

  const figure = page.locator("[data-figure]").first();
  await wake(figure);
  const before = await summaryOf(figure).innerText();
  await figure.locator("input[type=range]").first().focus();
  await page.keyboard.press("ArrowRight");
  await expect(summaryOf(figure)).not.toHaveText(before);

  await page.goto(site + lessonPaths.at(-1));
  const title = await page.getByRole("heading", { level: 1 }).innerText();
  const result = await search(page, title);
  await result.click();
  await expect(page).toHaveURL(site + lessonPaths.at(-1));

  await page.getByRole("link", { name: courseName, exact: true }).click();
  await expect(page).toHaveURL(`${site}/`);
});

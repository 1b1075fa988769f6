import { search } from "./support/search.ts";
import { expect, test } from "./support/site-test.ts";
import { lessonPaths } from "./support/sites.ts";

for (const path of lessonPaths) {
  test(`search by keyboard finds ${path} by its title`, async ({ page, site }) => {
    await page.goto(site + path);
    const title = await page.getByRole("heading", { level: 1 }).innerText();

    await page.goto(`${site}/`);
    const result = await search(page, title);
    await result.focus();
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(`${site}${path}`);
  });
}

import { readBuiltSite } from "../src/build/built-site.ts";
import { gzippedSize } from "../src/build/page-sizes.ts";
import { scriptParts } from "../src/build/script-budget.ts";
import { pageStyles, styleBudget } from "../src/build/style-budget.ts";
import { search } from "./support/search.ts";
import { expect, readToTheEnd, test } from "./support/site-test.ts";
import { builtFolder, pagePaths } from "./support/sites.ts";

const built = readBuiltSite(builtFolder, "/");
const styles = pageStyles(built, scriptParts(built));

for (const path of pagePaths) {
  test(`all style sheets that ${path} fetches are among those that the build counts, and within the budget`, async ({
    page,
    site,
  }) => {
    const fetched = new Map<string, number>();
    page.on("response", async (response) => {
      if (response.request().resourceType() !== "stylesheet") return;
      fetched.set(new URL(response.url()).pathname.slice(1), gzippedSize(await response.text()));
    });
    await page.goto(site + path);
    await readToTheEnd(page);
    await search(page, "Saturation");
    await page.waitForLoadState("networkidle");

    const counted = [
      ...(styles.get(`${path.slice(1)}${path.endsWith("/") ? "index.html" : ""}`)?.keys() ?? []),
    ];
    expect(fetched.size).toBeGreaterThan(0);
    expect(counted).toEqual(expect.arrayContaining([...fetched.keys()]));
    expect([...fetched.values()].reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(styleBudget);
  });
}

test("the style sheets hold no font", () => {
  const withFont = [...styles.values()].flatMap((sheets) =>
    [...sheets].filter(([, text]) => /url\(["']?data:[^)]*font/.test(text)).map(([file]) => file),
  );
  expect(withFont).toEqual([]);
});

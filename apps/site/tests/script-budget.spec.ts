import { gzipSync } from "node:zlib";
import { readBuiltSite } from "../src/build/built-site.ts";
import { scriptBudget, scriptSizes } from "../src/build/script-budget.ts";
import { expect, readToTheEnd, test } from "./support/site-test.ts";
import { builtFolder, pagePaths } from "./support/sites.ts";

const sizes = scriptSizes(readBuiltSite(builtFolder, "/"));

for (const path of pagePaths) {
  test(`all scripts that ${path} fetches are among those that the build counts, and within the budget`, async ({
    page,
    site,
  }) => {
    const fetched = new Map<string, number>();
    page.on("response", async (response) => {
      if (!/javascript/.test(response.headers()["content-type"] ?? "")) return;
      const body = await response.body();
      fetched.set(new URL(response.url()).pathname.slice(1), gzipSync(body).byteLength);
    });
    await page.goto(site + path);
    await readToTheEnd(page);
    await page.waitForLoadState("networkidle");

    const counted = sizes.get(`${path.slice(1)}${path.endsWith("/") ? "index.html" : ""}`);
    expect(fetched.size).toBeGreaterThan(0);
    expect([...(counted?.keys() ?? [])]).toEqual(expect.arrayContaining([...fetched.keys()]));
    const total = [...fetched.values()].reduce((sum, size) => sum + size, 0);
    expect(total + (counted?.get("(inline)") ?? 0)).toBeLessThanOrEqual(scriptBudget);
  });
}

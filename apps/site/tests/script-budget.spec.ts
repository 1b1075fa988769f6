import { gzipSync } from "node:zlib";
import { readBuiltSite } from "../src/build/built-site.ts";
import { scriptBudgets, scriptParts } from "../src/build/script-budget.ts";
import { expect, readToTheEnd, test } from "./support/site-test.ts";
import { builtFolder, pagePaths } from "./support/sites.ts";

const parts = scriptParts(readBuiltSite(builtFolder, "/"));

for (const path of pagePaths) {
  test(`all scripts that ${path} fetches are among those that the build counts, and within their limits`, async ({
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

    const counted = parts.get(`${path.slice(1)}${path.endsWith("/") ? "index.html" : ""}`) ?? [];
    const all = counted.flatMap((part) => [...part.keys()]);
    expect(fetched.size).toBeGreaterThan(0);
    expect(all).toEqual(expect.arrayContaining([...fetched.keys()]));
    for (const [i, { limit, occasion }] of scriptBudgets.entries()) {
      const part = counted[i];
      const sizes = [...fetched].filter(([file]) => part?.has(file)).map(([, size]) => size);
      const total = sizes.reduce((sum, size) => sum + size, 0) + (part?.get("(inline)") ?? 0);
      expect(total, `to ${occasion}`).toBeLessThanOrEqual(limit);
    }
  });
}

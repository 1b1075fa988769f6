import { readFileSync } from "node:fs";
import { expect, test } from "./support/site-test.ts";
import { basePath, builtFolder, pagePaths, publishedAt } from "./support/sites.ts";

// The build under a base path is made for a host, as a published edition is.
test.use({ build: "underBasePath" });

const whole = (path: string) => `${publishedAt}${basePath}${path}`;
const found = pagePaths.filter((path) => path !== "/404.html");

for (const path of found) {
  test(`${path} says its own whole address, and has a card that is a picture of its size`, async ({
    page,
    site,
  }) => {
    await page.goto(site + path);
    await expect(page.locator('link[rel="canonical"]')).toHaveAttribute("href", whole(path));
    const meta = (property: string) => page.locator(`meta[property="${property}"]`).getAttribute("content");
    expect(await meta("og:url")).toBe(whole(path));
    expect(await meta("og:image:alt")).toMatch(/\w/);
    const card = (await meta("og:image")) ?? "";
    expect(card.startsWith(whole("/cards/"))).toBe(true);
    const size = await page.evaluate(
      async (address) => {
        const image = new Image();
        image.src = address;
        await image.decode();
        return [image.naturalWidth, image.naturalHeight].map(String);
      },
      card.replace(publishedAt, new URL(site).origin),
    );
    expect(size).toEqual([await meta("og:image:width"), await meta("og:image:height")]);
  });
}

test("the sitemap lists every page once, and robots.txt leads to it", async ({ request, site }) => {
  const robots = await (await request.get(`${site}/robots.txt`)).text();
  expect(robots).toContain(`Sitemap: ${whole("/sitemap-index.xml")}`);
  const index = await (await request.get(`${site}/sitemap-index.xml`)).text();
  const [part = ""] = /<loc>([^<]*)<\/loc>/.exec(index)?.slice(1) ?? [];
  const sitemap = await (await request.get(part.replace(publishedAt, new URL(site).origin))).text();
  const listed = [...sitemap.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, address]) => address);
  expect(listed.sort()).toEqual(found.map(whole).sort());
});

test("what is not found claims no address, is not to be indexed, and leads back from any depth", async ({
  page,
  site,
}) => {
  await page.goto(`${site}/404.html`);
  await expect(page.locator('link[rel="canonical"], meta[property="og:image"]')).toHaveCount(0);
  await expect(page.locator('meta[name="robots"]')).toHaveAttribute("content", "noindex");
  const addresses = await page
    .getByRole("main")
    .getByRole("link")
    .evaluateAll((links) => links.map((link) => link.getAttribute("href")));
  expect(addresses.length).toBeGreaterThan(1);
  for (const address of addresses) expect(address).toMatch(new RegExp(`^${basePath}/|^#`));
});

test("a build that does not know its address names none", () => {
  for (const path of pagePaths) {
    const html = readFileSync(`${builtFolder}${path}${path.endsWith("/") ? "index.html" : ""}`, "utf8");
    expect(html).not.toMatch(/rel="canonical"|og:image|og:url/);
  }
});

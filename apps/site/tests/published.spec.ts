import { readFileSync } from "node:fs";
import { readBuiltSite } from "../src/build/built-site.ts";
import { courseName } from "../src/course-name.ts";
import { readCard } from "../src/social-card/card.ts";
import { expect, test } from "./support/site-test.ts";
import { basePath, builtFolder, lessonPaths, pagePaths, publishedAt } from "./support/sites.ts";

// The build under a base path is made for a host, as a published edition is.
test.use({ build: "underBasePath" });

const whole = (path: string) => `${publishedAt}${basePath}${path}`;
const built = readBuiltSite(builtFolder, "/");
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
    expect(await meta("og:image:alt")).toMatch(new RegExp(`^${courseName}`));
    await expect(page.locator('meta[name="twitter:card"]')).toHaveAttribute("content", "summary_large_image");
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

for (const path of lessonPaths) {
  test(`the card of ${path} says the lesson's number, title and line, and shows its figure`, async ({
    page,
    site,
  }) => {
    await page.goto(site + path);
    const header = page.locator(".lesson-header");
    const card = readCard(built, `${path.slice(1)}index.html`);
    await expect(header.getByText(card.label ?? "no label", { exact: true })).toHaveText(/^Lesson \d+$/);
    await expect(header.getByRole("heading")).toHaveText(card.title);
    await expect(header.locator(".lead")).toHaveText(card.description);
    expect(card.drawings.length).toBeGreaterThan(0);
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
  browser,
  site,
}) => {
  // Its own page: the browser logs the 404 as an error.
  const page = await browser.newPage();
  const lost: string[] = [];
  page.on("response", (response) => {
    const isPage = response.request().resourceType() === "document";
    if (response.status() >= 400 && !isPage) lost.push(response.url());
  });
  const response = await page.goto(`${site}/lessons/no/such/lesson`);
  expect(response?.status()).toBe(404);
  await page.waitForLoadState("networkidle");
  expect(lost).toEqual([]);
  const own = page.locator('link[rel="canonical"], meta[property="og:url"], meta[property^="og:image"]');
  await expect(own).toHaveCount(0);
  await expect(page.locator('meta[name="robots"]')).toHaveAttribute("content", "noindex");

  const links = page.getByRole("link");
  const addresses = await links.evaluateAll((all) => all.map((link) => link.getAttribute("href")));
  expect(addresses.length).toBeGreaterThan(1);
  for (const address of addresses) expect(address).toMatch(new RegExp(`^${basePath}/|^#`));
  await page
    .getByRole("main")
    .getByRole("link", { name: /^lesson 0/ })
    .click();
  await expect(page).toHaveURL(`${site}/lessons/warm-up/`);
  await page.close();
});

test("a build that does not know its address names none", () => {
  for (const path of pagePaths) {
    const html = readFileSync(`${builtFolder}${path}${path.endsWith("/") ? "index.html" : ""}`, "utf8");
    expect(html).not.toMatch(/rel="canonical"|og:image|og:url/);
  }
});

test("a build that does not know its address has no sitemap, no robots.txt and no cards", () => {
  const files = [...built.files].filter((file) => /^(sitemap|robots|cards)/.test(file));
  expect(files).toEqual([]);
});

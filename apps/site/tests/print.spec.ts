import type { Locator } from "@playwright/test";
import { expect, readToTheEnd, test } from "./support/site-test.ts";
import { lessonPaths, pagePaths } from "./support/sites.ts";

// What would leave most readers with white on white, or with a black sheet.
test.use({ colorScheme: "dark" });

for (const path of pagePaths) {
  test(`${path} prints what is read, dark on white, and nothing that is pressed`, async ({ page, site }) => {
    await page.goto(site + path);
    await readToTheEnd(page);
    await page.emulateMedia({ media: "print" });

    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.getByRole("button")).toHaveCount(0);
    await expect(page.getByRole("navigation")).toHaveCount(0);
    const ofTheScreen = page.locator(
      "site-search, starlight-theme-select, starlight-menu-button, .right-sidebar",
    );
    await expect(ofTheScreen.filter({ visible: true })).toHaveCount(0);
    for (const figure of await page.locator("[data-figure]").all()) {
      await expect(figure.locator("svg:visible").first()).toBeVisible();
      await expect(figure).toHaveCSS("break-inside", "avoid");
    }
    expect(await paleTexts(page.locator("main"))).toEqual([]);
  });
}

for (const path of lessonPaths) {
  test(`${path} withholds its answers and its solution on paper, and keeps the learner's text`, async ({
    page,
    site,
  }) => {
    await page.goto(site + path);
    const exercise = page.locator("[data-exercise]");
    await exercise.scrollIntoViewIfNeeded();
    await expect(exercise).toHaveAttribute("data-stage", "open");
    await exercise.getByRole("textbox").focus();
    await page.keyboard.press("Control+a");
    const own = `// What I wrote.\n${"const line = 1;\n".repeat(120)}// The end.`;
    await page.keyboard.insertText(own);
    // Asked twice, it is shown.
    await exercise.getByRole("button", { name: "Solution" }).click();
    await expect(exercise.locator("[data-exercise-note]")).toContainText("press Solution once more");
    await exercise.getByRole("button", { name: "Solution" }).click();
    await expect(exercise.locator("[data-exercise-solution]")).toBeVisible();

    // Makes the page print, as its own menu would: what listens to that has been told.
    await page.pdf();
    await page.emulateMedia({ media: "print" });
    await expect(exercise.locator("[data-print-text]")).toBeVisible();
    await expect(exercise.locator("[data-print-text]")).toHaveText(own);
    const withheld = page.locator("[data-withhold-in-print], details:not([open]) > :not(summary)");
    expect(await withheld.count()).toBeGreaterThan(2);
    await expect(withheld.filter({ visible: true })).toHaveCount(0);
  });
}

test("a link to another host prints its address, and one within the course does not", async ({
  page,
  site,
}) => {
  await page.goto(site + lessonPaths.at(-1));
  await page.emulateMedia({ media: "print" });
  const afterLinks = await page.evaluate(() => {
    const main = document.querySelector("main");
    main?.insertAdjacentHTML("beforeend", '<a id="away" href="https://example.org/paper">A paper</a>');
    main?.insertAdjacentHTML("beforeend", '<a id="within" href="/lessons/products/">Products</a>');
    return ["away", "within"].map((id) => {
      const link = document.getElementById(id);
      return link && getComputedStyle(link, "::after").content;
    });
  });
  expect(afterLinks).toEqual(['" (https://example.org/paper)"', "none"]);
});

/** The texts in `place` that have less contrast on white than 4 to 1. */
function paleTexts(place: Locator): Promise<string[]> {
  return place.evaluate((place) => {
    const luminance = (colour: string) => {
      const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? []).map((part) => {
        const share = Number(part) / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const pale: string[] = [];
    const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
    for (let text = walker.nextNode(); text; text = walker.nextNode()) {
      const element = text.parentElement;
      if (!element?.checkVisibility() || !text.textContent?.trim()) continue;
      const style = getComputedStyle(element);
      const colour = element instanceof SVGElement ? style.fill : style.color;
      if (1.05 / (luminance(colour) + 0.05) < 4) pale.push(`${colour}: ${text.textContent.slice(0, 60)}`);
    }
    return pale;
  });
}

import type { Page } from "@playwright/test";
import { changeSomething } from "./support/change-something.ts";
import { search } from "./support/search.ts";
import { expect, readToTheEnd, test } from "./support/site-test.ts";
import { addressOfSite, lessonPaths, pagePaths } from "./support/sites.ts";

/** What the page's policy has refused so far, as its directive and what came. The browser logs it, too, which no test lets pass. */
declare const refused: string[];

async function listenForRefusals(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const refused: string[] = [];
    Object.assign(window, { refused });
    document.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) => {
      refused.push(`${effectiveDirective} ${blockedURI}`);
    });
  });
}

for (const path of pagePaths) {
  test(`the policy of ${path} stops nothing that a reader does there`, async ({ page, site }) => {
    await listenForRefusals(page);
    await page.goto(site + path);
    await readToTheEnd(page);
    await page.waitForLoadState("networkidle");

    for (const figure of await page.locator("[data-figure]").all()) {
      await changeSomething(page, figure);
    }

    await page.evaluate(() => window.scrollTo(0, 0));
    const theme = page.getByLabel("Select theme").filter({ visible: true });
    for (const name of ["light", "dark"]) {
      await theme.selectOption(name);
      await expect(page.locator("html")).toHaveAttribute("data-theme", name);
    }

    await search(page, "Saturation");
    // The search box is a form, and Enter sends a form.
    await page.locator("#starlight__search input").press("Enter");
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toBeHidden();
    expect(await page.evaluate(() => refused)).toEqual([]);
  });
}

test("the policy stops nothing on a phone, its menu included", async ({ page, site }) => {
  await listenForRefusals(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(site + lessonPaths.at(-1));
  await readToTheEnd(page);
  await page.getByRole("button", { name: "Menu" }).click();
  await expect(page.getByRole("navigation", { name: "Main" }).locator("[aria-current=page]")).toBeVisible();
  await page.getByLabel("Select theme").filter({ visible: true }).selectOption("dark");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  expect(await page.evaluate(() => refused)).toEqual([]);
});

test("the policy lets the exercise run, in its editor and its frame", async ({ page, site }) => {
  await listenForRefusals(page);
  await page.goto(site + lessonPaths.at(-1));
  const exercise = page.locator("[data-exercise]");
  await exercise.scrollIntoViewIfNeeded();
  await expect(exercise).toHaveAttribute("data-stage", "open");
  await exercise.getByRole("button", { name: "Run" }).click();
  await expect(exercise.locator("[data-exercise-verdict]")).toHaveText(/^0 of \d+ checks hold/);
  expect(await page.evaluate(() => refused)).toEqual([]);
});

const elsewhere = addressOfSite("underBasePath");

/** What someone who found a way to put text into a page might try, and the directive that lets it come to nothing. */
const attacks: readonly { what: string; directive: string; html: string }[] = [
  { what: "a script", directive: "script-src-elem", html: "<script>attacked()</script>" },
  {
    what: "an event handler",
    directive: "script-src-attr",
    html: "<img src='/favicon.svg' onload='attacked()'>",
  },
  {
    what: "a script of another host",
    directive: "script-src-elem",
    html: `<script src="${elsewhere}/attack.js"></script>`,
  },
  {
    what: "an address that is code",
    directive: "script-src-elem",
    html: "<a href='javascript:attacked()'>a</a>",
  },
  { what: "evaluated text", directive: "script-src", html: "" },
  { what: "a style element", directive: "style-src-elem", html: "<style>* { color: red }</style>" },
  {
    what: "an image of another host",
    directive: "img-src",
    html: `<img src="${elsewhere}/favicon.svg" alt="">`,
  },
  {
    what: "a frame of another host",
    directive: "frame-src",
    html: `<iframe src="${elsewhere}/" title="a"></iframe>`,
  },
  { what: "a plug-in", directive: "object-src", html: `<object data="${elsewhere}/favicon.svg"></object>` },
  {
    what: "a form that sends",
    directive: "form-action",
    html: `<form action="${elsewhere}/"><button>Send</button></form>`,
  },
  {
    what: "another base of all addresses",
    directive: "base-uri",
    html: `<base href="${elsewhere}/">`,
  },
];

for (const { what, directive, html } of attacks) {
  test(`the policy refuses ${what}`, async ({ browser, site }) => {
    // Its own page: the browser logs a refusal as an error.
    const page = await browser.newPage();
    await listenForRefusals(page);
    await page.goto(site + lessonPaths[0]);
    await page.evaluate((html) => {
      Object.assign(window, {
        attacked: () => {
          document.title = "attacked";
        },
      });
      // In a task of its own, since what the test runner evaluates is free of the policy.
      setTimeout(() => {
        if (html === "") {
          new Function("attacked()")();
          return;
        }
        // A range's fragment runs its scripts when it comes into the page, as innerHTML does not.
        const range = document.createRange();
        document.body.prepend(range.createContextualFragment(html));
        document.body.querySelector<HTMLElement>(":scope > a, :scope > form > button")?.click();
      });
    }, html);
    await expect
      .poll(() => page.evaluate(() => refused))
      .toContainEqual(expect.stringMatching(`^${directive} `));
    expect(await page.title()).not.toBe("attacked");
    await page.close();
  });
}

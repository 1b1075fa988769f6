import type { Locator, Page } from "@playwright/test";
import { expect, summaryOf, test, wake } from "./support/site-test.ts";
import { lessonPaths } from "./support/sites.ts";

// Nothing here knows a particular figure. A figure is `<figure data-figure="name">` with labelled native inputs named
// `name.control`, a text [data-figure-summary] that states what it shows, and its state in the URL under those names.

const garbage = [
  "",
  "-1e999",
  '"><script>throw new Error("ran")</script><img src=x onerror="throw 1">',
  "\u0000\uFFFF\u202E💥".repeat(20),
];

const pathsWithFigures = ["/", ...lessonPaths];

for (const path of pathsWithFigures) {
  test(`every control of every figure on ${path} works by keyboard, and the address holds its state`, async ({
    page,
    site,
  }) => {
    await page.goto(site + path);
    for (const figure of await page.locator("[data-figure]").all()) {
      await wake(figure);
      const summary = await summaryOf(figure).innerText();
      const names = await controlNames(figure);
      expect(names.length).toBeGreaterThan(0);
      expect(await namesReachedByTab(page, figure)).toEqual(names);
      for (const name of names) {
        const control = figure.locator(`[name="${name}"]`);
        // Another control may have hidden this one.
        if (!(await control.isVisible())) continue;
        await expect(control).toHaveAccessibleName(/\S/);
        const before = await summaryOf(figure).innerText();
        await control.focus();
        await page.keyboard.press((await keysFor(control))[0]);
        await expect(page).toHaveURL((url) => url.searchParams.has(name));
        // A picture that is computed elsewhere comes later, and the next one takes its place.
        await expect(summaryOf(figure), `the text after a change of ${name}`).not.toHaveText(before);
      }
      const changed = await summaryOf(figure).innerText();

      await page.reload();
      await wake(figure);
      await expect(summaryOf(figure), "the figure at the shared address").toHaveText(changed);
      await figure.getByRole("button", { name: "Reset" }).press("Enter");
      await expect(summaryOf(figure), "the figure after Reset").toHaveText(summary);
      await expect(page).toHaveURL((url) => url.search === "");
    }
  });

  test(`garbage in the parameters of the figures on ${path} shows them as they start`, async ({
    page,
    site,
  }) => {
    await page.goto(site + path);
    const figures = await page.locator("[data-figure]").all();
    const start: { readonly figure: Locator; readonly summary: string; readonly names: string[] }[] = [];
    for (const figure of figures) {
      await wake(figure);
      const prefix = await figure.getAttribute("data-figure");
      const unknown = ["", "__proto__", "constructor", garbage[2]].map((name) => `${prefix}.${name}`);
      const names = [...(await controlNames(figure)), ...unknown];
      start.push({ figure, summary: await summaryOf(figure).innerText(), names });
    }
    // Every kind of garbage in turn; the figures' own tests try each kind in each parameter.
    const parameters = start
      .flatMap(({ names }) => names)
      .map((name, place) => [name, garbage[place % garbage.length] as string]);
    await page.goto(`${site}${path}?${new URLSearchParams(parameters)}`);
    for (const { figure, summary } of start) {
      await wake(figure);
      await expect(summaryOf(figure)).toHaveText(summary);
      await expect(figure.locator("svg:visible").first()).toBeVisible();
    }
  });
}

test.describe("without a connection", () => {
  test("the text goes on, the picture stays, and a notice says so until what draws has come", async ({
    browser,
    site,
  }) => {
    // A page of its own: the check of every other test would object to the failed requests.
    const page = await browser.newPage();
    const isDrawing = (url: URL) => /-plot\.[^/]*\.js$/.test(url.pathname);
    await page.route(isDrawing, (route) => route.abort());
    await page.goto(site);
    const figure = page.locator("[data-figure]").first();
    await wake(figure);
    const [name = ""] = await controlNames(figure);
    const control = figure.locator(`[name="${name}"]`);
    const summary = await summaryOf(figure).innerText();
    await control.focus();
    const [there] = await keysFor(control);
    await page.keyboard.press(there);
    await expect(summaryOf(figure)).not.toHaveText(summary);
    await expect(figure.locator("[data-figure-notices]")).toContainText("could not be loaded");
    await expect(figure.locator("svg:visible").first()).toBeVisible();

    await page.unroute(isDrawing);
    await page.keyboard.press(there);
    await expect(figure.locator("[data-layout]")).toHaveCount(1);
    await expect(figure.locator("[data-figure-notices]")).not.toContainText("could not be loaded");
    await page.close();
  });
});

/** The names of the native inputs of a figure, in document order. */
function controlNames(figure: Locator): Promise<string[]> {
  return figure
    .locator("input:enabled, select:enabled, textarea:enabled")
    .evaluateAll((controls) => controls.map((control) => (control as HTMLInputElement).name));
}

/** The names of the inputs on which the Tab key stops, from the start of the figure to its end. */
async function namesReachedByTab(page: Page, figure: Locator): Promise<string[]> {
  await figure.evaluate((element: HTMLElement) => {
    element.tabIndex = -1;
    element.focus();
  });
  const names: string[] = [];
  for (;;) {
    await page.keyboard.press("Tab");
    const name = await figure.evaluate((element) => {
      const active = document.activeElement;
      return active && element.contains(active) ? (active.getAttribute("name") ?? "") : undefined;
    });
    if (name === undefined) return names;
    if (name !== "") names.push(name);
  }
}

/** The key that changes a control and the one that changes it back. */
async function keysFor(control: Locator): Promise<[there: string, back: string]> {
  return control.evaluate((element) => {
    if (element instanceof HTMLSelectElement) {
      return element.selectedIndex < element.options.length - 1
        ? ["ArrowDown", "ArrowUp"]
        : ["ArrowUp", "ArrowDown"];
    }
    const input = element as HTMLInputElement;
    if (input.type === "checkbox") return ["Space", "Space"];
    return input.value === input.max ? ["ArrowDown", "ArrowUp"] : ["ArrowUp", "ArrowDown"];
  });
}

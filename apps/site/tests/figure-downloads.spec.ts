import { readFileSync } from "node:fs";
import type { Locator, Page } from "@playwright/test";
import { changeSomething } from "./support/change-something.ts";
import { expect, summaryOf, test, wake } from "./support/site-test.ts";
import { lessonPaths } from "./support/sites.ts";

// As in figures.spec.ts, nothing here knows a particular figure.

for (const path of lessonPaths) {
  test(`the pictures of ${path} can be taken along, in the colours of the theme`, async ({ page, site }) => {
    await page.goto(site + path);
    for (const figure of await page.locator("[data-figure]").all()) {
      await page.emulateMedia({ colorScheme: "light" });
      await wake(figure);
      await expectStandalone(page, figure);
      await page.emulateMedia({ colorScheme: "dark" });
      await changeSomething(page, figure);
      await expectStandalone(page, figure);
    }
  });

  test(`the data of ${path} can be taken along`, async ({ page, site }) => {
    await page.goto(site + path);
    for (const figure of await page.locator("[data-figure]").all()) {
      await wake(figure);
      const buttons = await figure.getByRole("button", { name: /^Download the data as CSV/ }).all();
      expect(buttons.length).toBeGreaterThan(0);
      const first = await tableOf(page, buttons[0] as Locator);
      expect(first.name).toContain((await figure.getAttribute("data-figure")) ?? "");
      await changeSomething(page, figure);
      const names = new Set<string>([first.name]);
      for (const button of buttons) {
        const { name, rows } = await tableOf(page, button);
        names.add(name);
        const [header = [], ...body] = rows;
        expect(header.length).toBeGreaterThan(1);
        // One row where a training has not begun.
        expect(body.length).toBeGreaterThan(0);
        for (const row of body) {
          expect(row).toHaveLength(header.length);
          for (const cell of row) expect(isNumberOrName(cell), `${name}: ${cell}`).toBe(true);
        }
      }
      expect(names.size, "each table and each state has a name of its own").toBe(buttons.length + 1);
    }
  });
}

async function downloaded(page: Page, button: Locator): Promise<{ name: string; text: string }> {
  const [download] = await Promise.all([page.waitForEvent("download"), button.click()]);
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), "utf8") };
}

async function tableOf(page: Page, button: Locator): Promise<{ name: string; rows: string[][] }> {
  const { name, text } = await downloaded(page, button);
  expect(name).toMatch(/^[\w.-]+\.csv$/);
  expect(text).toMatch(/^\u{FEFF}.*\r\n$/su);
  const rows = text
    .slice(1, -2)
    .split("\r\n")
    .map((line) => line.split(","));
  return { name, rows };
}

async function expectStandalone(page: Page, figure: Locator): Promise<void> {
  const button = figure.getByRole("button", { name: "Download the picture as SVG" });
  const { name, text } = await downloaded(page, button);
  expect(name).toMatch(/^[\w.-]+\.svg$/);
  expect(text).not.toMatch(/var\(|currentColor|class=|<style/);
  const seen = await page.evaluate(async (svg) => {
    const { documentElement } = new DOMParser().parseFromString(svg, "image/svg+xml");
    const image = new Image();
    image.src = `data:image/svg+xml;base64,${btoa(unescape(encodeURIComponent(svg)))}`;
    await image.decode();
    return {
      root: documentElement.nodeName,
      title: documentElement.querySelector("title")?.textContent,
      description: documentElement.querySelector("desc")?.textContent,
      clips: [...documentElement.querySelectorAll("[clip-path]")].every((clipped) =>
        documentElement.querySelector((clipped.getAttribute("clip-path") ?? "").slice(4, -1)),
      ),
      width: image.naturalWidth,
    };
  }, text);
  expect(seen).toMatchObject({ root: "svg", clips: true, description: await summaryOf(figure).innerText() });
  expect(seen.title).toMatch(/\w/);
  expect(seen.width).toBeGreaterThan(300);
}

/** What a spreadsheet can work with: a number as every program writes it, nothing, or words that do not stand for a number that is missing. */
function isNumberOrName(cell: string): boolean {
  if (Number.isFinite(Number(cell))) return true;
  return /^\p{L}/u.test(cell) && !/NaN|Infinity|undefined|null/.test(cell);
}

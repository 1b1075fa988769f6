import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Locator, Page } from "@playwright/test";
import {
  blockStorage,
  fillStorage,
  keepProgress,
  keptProgress,
  outcome,
  progressText,
} from "./support/progress.ts";
import { expect, test } from "./support/site-test.ts";
import { lessonPaths } from "./support/sites.ts";
import { openTerminal } from "./support/terminal.ts";

const begun = progressText({
  "warm-up": outcome(true, { "centralDifference › holds": true }),
  saturation: outcome(false, { "sigmoid › holds": true, "tanhDerivative › holds": false }),
});

async function openMap(page: Page, site: string): Promise<Locator> {
  await page.goto(`${site}/map/`);
  await expect(page.getByRole("button", { name: "Forget my progress" })).toBeEnabled();
  return page.locator(".map");
}

const note = (map: Locator) => map.locator("[data-map-note]");
const stateOf = (map: Locator, slug: string) => map.locator(`[data-map-lesson=${slug}] [data-map-state]`);
const press = (map: Locator, name: string) => map.getByRole("button", { name, exact: true }).click();
const chooseFile = (map: Locator, name: string, text: string) =>
  map
    .getByLabel("Import a file")
    .setInputFiles({ name, mimeType: "application/json", buffer: Buffer.from(text) });

test("the map lists every lesson by package, with what it builds on, minutes and links", async ({
  page,
  site,
}) => {
  const map = await openMap(page, site);
  const links = map.locator(".map-title");
  const addresses = await links.evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).pathname));
  expect([...addresses].sort()).toEqual(lessonPaths);
  const saturation = map.locator("[data-map-lesson=saturation]");
  await expect(saturation.getByRole("link", { name: "1 · Products" })).toHaveAttribute(
    "href",
    "/lessons/products/",
  );
  await expect(saturation).toContainText("30 minutes");
  await expect(map.locator("[data-map-totals]")).toHaveText(
    /^0 of \d+ lessons done, some \d+ minutes to go$/,
  );
  await map.getByRole("heading", { name: "activations" }).getByRole("link").click();
  await expect(page).toHaveURL(`${site}/packages/activations/`);
});

test("progress is told for each lesson and each check, and follows another tab", async ({
  page,
  site,
  context,
}) => {
  await keepProgress(page, site, begun);
  const map = await openMap(page, site);
  await expect(map.locator("[data-map-totals]")).toHaveText(/^1 of \d+ lessons done/);
  await expect(stateOf(map, "products")).toHaveText("not begun");
  const state = stateOf(map, "saturation");
  await expect(state.locator("summary")).toHaveText("1 of 2 checks hold, with an earlier starter");
  await state.locator("summary").focus();
  await page.keyboard.press("Enter");
  await expect(state.getByRole("listitem")).toHaveText([
    "Holds: sigmoid › holds",
    "Does not hold: tanhDerivative › holds",
  ]);

  const other = await context.newPage();
  await keepProgress(other, site, progressText({ products: outcome(true, { holds: true }) }));
  await expect(stateOf(map, "products").locator("summary")).toHaveText("done, with an earlier starter");
  await expect(stateOf(map, "warm-up")).toHaveText("not begun");
});

test("progress goes to the terminal and comes back, with what was added there", async ({ page, site }) => {
  const terminal = await openTerminal();
  try {
    await keepProgress(page, site, begun);
    const map = await openMap(page, site);
    const download = page.waitForEvent("download");
    await press(map, "Download progress.json");
    const file = path.join(terminal.folder, "from-the-page.json");
    expect((await download).suggestedFilename()).toBe("progress.json");
    await (await download).saveAs(file);
    expect(await terminal.course("import", file)).toContain("Merged into your progress");

    // The terminal's own file holds the same, and is the one that is written again.
    const own = path.join(terminal.folder, "progress.json");
    const { lessons } = JSON.parse(readFileSync(own, "utf8"));
    expect(lessons).toMatchObject(JSON.parse(begun).lessons);
    lessons.products = outcome(true, { "pathGain › holds": true });
    writeFileSync(own, progressText(lessons));
    const exported = path.join(terminal.folder, "from-the-terminal.json");
    await terminal.course("export", exported);

    await map.getByLabel("Import a file").setInputFiles(exported);
    await expect(note(map)).toContainText("Taken over or brought up to date: 1 · Products.");
    await expect(map.locator("[data-map-totals]")).toHaveText(/^2 of /);
    const kept = JSON.parse((await keptProgress(page)) ?? "");
    expect(kept.lessons).toEqual(JSON.parse(readFileSync(exported, "utf8")).lessons);
  } finally {
    terminal.remove();
  }
});

test("an import merges: the newer run counts, whichever side it is on", async ({ page, site }) => {
  await keepProgress(page, site, begun);
  const map = await openMap(page, site);
  const older = { ...outcome(false, { holds: false }), at: "2026-01-01T00:00:00.000Z" };
  await chooseFile(map, "older.json", progressText({ "warm-up": older, elsewhere: older }));
  await expect(note(map)).toContainText("As before: 0 · Warm-up.");
  await expect(note(map)).toContainText("this edition of the course has no such lesson: elsewhere.");
  await expect(map.locator("[data-map-totals]")).toHaveText(/^1 of /);
});

for (const [name, text, reason] of [
  ["an empty file", "", "it is not JSON"],
  ["garbage", "\u0000\u0001{[", "it is not JSON"],
  ["another program's file", '{"name":"x"}', "expected"],
  ["a future edition's file", '{"format":"vanishing-point-progress","version":9}', "newer edition"],
  ["a hostile slug", progressText({ "<script>": outcome(true) }), 'lessons["<script>"]'],
  ["a huge file", `"${"x".repeat(6_000_000)}"`, "6,000,002 bytes"],
] as const) {
  test(`the import refuses ${name} with the reason, and nothing is changed`, async ({ page, site }) => {
    await keepProgress(page, site, begun);
    const map = await openMap(page, site);
    await chooseFile(map, "given.json", text);
    await expect(note(map)).toContainText("given.json is no progress of this course");
    await expect(note(map)).toContainText(reason);
    await expect(note(map)).toContainText("Nothing was changed.");
    expect(await keptProgress(page)).toBe(begun);
  });
}

test("a text can be pasted by keyboard, and what is none is refused", async ({ page, site }) => {
  const map = await openMap(page, site);
  await map.getByText("Or paste the file’s text").focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await expect(map.getByLabel("The file’s text")).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(note(map)).toContainText("The box is empty.");
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.insertText("<script>");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(note(map)).toContainText("The text is no progress of this course: it is not JSON.");
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText(begun);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(map.locator("[data-map-totals]")).toHaveText(/^1 of /);
});

test("what was forgotten comes back, also after a reload", async ({ page, site }) => {
  await keepProgress(page, site, begun);
  let map = await openMap(page, site);
  await expect(map.getByRole("button", { name: "Undo" })).toBeDisabled();
  await press(map, "Forget my progress");
  await expect(note(map)).toContainText("Your progress is forgotten.");
  await expect(map.locator("[data-map-totals]")).toHaveText(/^0 of /);
  const sidebar = page.getByRole("navigation", { name: "Main" });
  await expect(sidebar.getByRole("link", { name: "0 · Warm-up", exact: true })).toBeVisible();
  map = await openMap(page, site);
  await press(map, "Forget my progress");
  await press(map, "Undo");
  await expect(note(map)).toHaveText("Your progress is back.");
  expect(JSON.parse((await keptProgress(page)) ?? "").lessons).toMatchObject(JSON.parse(begun).lessons);
  await expect(map.getByRole("button", { name: "Undo" })).toBeDisabled();
});

test("what cannot be used is said, can be taken away as it is, and is set aside by an import", async ({
  page,
  site,
}) => {
  const future = '{"format":"vanishing-point-progress","version":9,"lessons":{}}';
  await keepProgress(page, site, future);
  const map = await openMap(page, site);
  await expect(map.locator(".map-trouble")).toContainText("a newer edition of the course (version 9");
  await press(map, "Download progress.json");
  await expect(note(map)).toContainText("There is nothing to export.");

  await chooseFile(map, "mine.json", begun);
  await expect(note(map)).toContainText("It is set aside, and a new one is begun.");
  await expect(map.locator(".map-trouble")).toHaveCount(0);
  await expect(map.locator("[data-map-totals]")).toHaveText(/^1 of /);
  const download = page.waitForEvent("download");
  await map.getByRole("button", { name: /^Download what was set aside on \d{4}-\d\d-\d\d$/ }).click();
  expect(readFileSync(await (await download).path(), "utf8")).toBe(future);
});

test.describe("a browser that keeps nothing", () => {
  for (const [name, script, words] of [
    ["since its storage is blocked", blockStorage, "its storage is blocked"],
    ["since its storage is full", fillStorage, "is full"],
  ] as const) {
    test(`${name}, says so, and an import lasts as long as the page`, async ({ page, site }) => {
      await page.addInitScript(script);
      const map = await openMap(page, site);
      await expect(map.locator(".map-trouble")).toContainText(words);
      await chooseFile(map, "mine.json", begun);
      await expect(note(map)).toContainText("lasts only until the page is closed");
      await expect(map.locator("[data-map-totals]")).toHaveText(/^1 of /);
      await press(map, "Forget my progress");
      await expect(map.locator("[data-map-totals]")).toHaveText(/^0 of /);
      await press(map, "Undo");
      await expect(map.locator("[data-map-totals]")).toHaveText(/^1 of /);
    });
  }

  test("and is full with what cannot be used, leaves it where it is", async ({ page, site }) => {
    await keepProgress(page, site, "{");
    await page.addInitScript(fillStorage);
    const map = await openMap(page, site);
    await chooseFile(map, "mine.json", begun);
    await expect(note(map)).toContainText("There is no room to set it aside");
    expect(await keptProgress(page)).toBe("{");
  });
});

test("where the clipboard is refused, the way by file is said", async ({ page, site }) => {
  const map = await openMap(page, site);
  await page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new DOMException("refused", "NotAllowedError"));
  });
  await press(map, "Copy it");
  await expect(note(map)).toContainText("Download the file instead.");
});

// `node tests/support/run-page.ts FOLDER PAGE TIMES`: opens a page of a folder in Chromium, each time with nothing fetched yet. Prints JSON:
// the browser's version, and each time what the page has left in `window.measured`, or a promise of it.
import { chromium } from "@playwright/test";
import { findBrowser, noBrowserMessage, thisMachine } from "./find-browser.ts";
import { serve } from "./serve.ts";

const [folder = "", path = "", given = ""] = process.argv.slice(2);
const times = Number(given);
if (!(Number.isInteger(times) && times >= 1)) {
  throw new Error("run-page.ts takes a folder, a page of it, and a number of times, at least 1.");
}
const machine = thisMachine();
const executablePath = findBrowser(machine);
if (executablePath === undefined) throw new Error(noBrowserMessage);
const browser = await chromium.launch({
  executablePath,
  args: machine.isRoot ? ["--no-sandbox", "--disable-gpu", "--disable-background-networking"] : [],
});
const served = await serve(folder);
try {
  const measured: unknown[] = [];
  for (let time = 0; time < times; time++) {
    const context = await browser.newContext();
    const page = await context.newPage();
    const failed = new Promise<never>((_, reject) => {
      page.on("pageerror", reject);
      page.on("crash", () => reject(new Error(`${path} has crashed.`)));
    });
    page.on("console", (message) => {
      if (message.type() === "info") console.error(`… Chromium: ${message.text()}`);
    });
    const result = async () => {
      await page.goto(`${served.origin}/${path}`);
      await page.waitForFunction(() => "measured" in window);
      return page.evaluate(() => (window as unknown as { measured: unknown }).measured);
    };
    measured.push(await Promise.race([result(), failed]));
    await context.close();
  }
  console.log(JSON.stringify({ version: browser.version(), measured }));
} finally {
  await browser.close();
  await served.close();
}

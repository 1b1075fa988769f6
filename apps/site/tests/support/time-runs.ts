// `node tests/support/time-runs.ts ROUNDS`: how long the built site's exercises take from Run to the verdict, with the solutions in
// the editor. Prints JSON: for each lesson the first run after each of ROUNDS visits, and the later ones, in milliseconds.
import { readdirSync, readFileSync } from "node:fs";
import type { Locator, Page } from "@playwright/test";
import { openBuiltSite, roundsGiven } from "./open-built-site.ts";
import { lessonPaths, siteFolder } from "./sites.ts";

const laterRuns = 5;
/** Far above what is looked for: a busy machine is slow, and says so in the number. */
const patience = 60_000;

const rounds = roundsGiven("time-runs.ts");
const site = await openBuiltSite();
try {
  const times = [];
  for (const path of lessonPaths) {
    const [first, later]: [number[], number[]] = [[], []];
    for (let round = 0; round < rounds; round++) {
      // A context of its own has fetched nothing yet.
      const page = await site.browser.newPage();
      page.setDefaultTimeout(patience);
      await page.goto(site.origin + path);
      const exercise = page.locator("[data-exercise]");
      if ((await exercise.count()) === 0) continue;
      await writeSolution(page, exercise);
      first.push(await timeRun(exercise));
      for (let run = 0; run < laterRuns; run++) later.push(await timeRun(exercise));
      await page.close();
    }
    if (first.length > 0) times.push({ path, first, later });
  }
  console.log(JSON.stringify(times));
} finally {
  await site.close();
}

/** Opens the exercise as a reader does, by coming to it, and puts the solution into its editor. */
async function writeSolution(page: Page, exercise: Locator): Promise<void> {
  const slug = await exercise.getAttribute("data-exercise");
  const lessons = `${siteFolder}../../lessons`;
  const folder = readdirSync(lessons).find((name) => name.replace(/^\d+-/, "") === slug);
  const solution = readFileSync(`${lessons}/${folder}/solution.ts`, "utf8");
  await exercise.scrollIntoViewIfNeeded();
  const editor = exercise.getByRole("textbox");
  await editor.focus();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.insertText(solution);
}

/** Presses Run. @returns the milliseconds until the page says what the run has come to */
async function timeRun(exercise: Locator): Promise<number> {
  const run = await exercise.getByRole("button", { name: "Run", exact: true }).elementHandle();
  const verdict = exercise.locator("[data-exercise-verdict]");
  const milliseconds = await verdict.evaluate(
    (verdict, { run, patience }) =>
      new Promise<number>((resolve, reject) => {
        let said = verdict.textContent;
        let changes = 0;
        const started = performance.now();
        const observer = new MutationObserver(() => {
          if (verdict.textContent === said) return;
          said = verdict.textContent;
          changes++;
          // It first says that the checks are running.
          if (changes < 2) return;
          observer.disconnect();
          resolve(performance.now() - started);
        });
        observer.observe(verdict, { childList: true, characterData: true, subtree: true });
        setTimeout(() => reject(new Error("The run came to no verdict.")), patience);
        (run as HTMLElement).click();
      }),
    { run, patience },
  );
  const passed = await verdict.evaluate(
    (verdict) =>
      verdict.closest("[data-exercise]")?.querySelector("[data-state=failed], [data-state=open]") === null,
  );
  if (!passed) throw new Error(`The solution does not pass: ${await verdict.innerText()}`);
  return milliseconds;
}

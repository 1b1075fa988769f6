import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Locator, Page } from "@playwright/test";
import { starterVersion } from "@vanishing/catalogue/starter-version";
import { expect, test } from "./support/site-test.ts";

const lessons = fileURLToPath(new URL("../../../lessons/", import.meta.url));
const read = (file: string) => readFileSync(`${lessons}03-saturation/${file}`, "utf8");
const [starter, solution] = [read("starter.ts"), read("solution.ts")];
const path = "/lessons/saturation/";
const slot = (version: string) => `vanishing-point:/:exercise:saturation:${version}`;
const own = slot(starterVersion(starter));

/** Goes to the exercise of lesson 3 and waits for its editor. */
async function openExercise(page: Page, site: string): Promise<Locator> {
  await page.goto(site + path);
  return exerciseIn(page);
}

async function exerciseIn(page: Page): Promise<Locator> {
  const exercise = page.locator("[data-exercise]");
  await exercise.scrollIntoViewIfNeeded();
  await expect(exercise).toHaveAttribute("data-stage", "open");
  return exercise;
}

/** Puts a text into the editor, as a paste does. */
async function write(page: Page, exercise: Locator, text: string): Promise<void> {
  await exercise.getByRole("textbox").focus();
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText(text);
}

const button = (exercise: Locator, name: string) => exercise.getByRole("button", { name, exact: true });
const verdictOf = (exercise: Locator) => exercise.locator("[data-exercise-verdict]");
const noteOf = (exercise: Locator) => exercise.locator("[data-exercise-note]");
const kept = (page: Page, key: string) => page.evaluate((key) => localStorage.getItem(key), key);
/** The whole text, of which the editor holds only what is in view: printing takes it. */
async function textOf(page: Page, exercise: Locator): Promise<string> {
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  return (await exercise.locator("[data-print-text]").textContent()) ?? "";
}

async function expectText(page: Page, exercise: Locator, text: string): Promise<void> {
  await expect.poll(() => textOf(page, exercise)).toBe(text);
}

test("the starter is there before any script, and its gaps are told in file order", async ({
  page,
  site,
}) => {
  await page.goto(site + path);
  await expect(page.locator("[data-exercise] pre")).toHaveText(starter.trimEnd());
  const exercise = await exerciseIn(page);
  await button(exercise, "Run").click();
  await expect(verdictOf(exercise)).toHaveText("0 of 13 checks hold. The first gap is sigmoid.");
  const names = await exercise.locator("[data-exercise-checks] [data-state]").allTextContents();
  expect(names).toHaveLength(13);
  expect(names[0]).toContain("not written yet: agrees with 1 / (1 + e⁻ˣ)");
  expect(names.at(-1)).toContain("of tanh units passes on what its slopes leave");
});

test("by keyboard alone, from the page to a pass, to the solution and to the next lesson's place", async ({
  page,
  site,
}) => {
  const exercise = await openExercise(page, site);
  await exercise.getByRole("textbox").focus();
  await page.keyboard.press("Tab");
  await expect(button(exercise, "Run")).toBeFocused();
  await page.keyboard.press("Shift+Tab");
  await expect(exercise.getByRole("textbox")).toBeFocused();
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText(solution);
  await page.keyboard.press("Control+Enter");
  await expect(verdictOf(exercise)).toHaveText("All 13 checks hold.");
  await expect(exercise.locator("[data-state=passed]")).toHaveCount(13);

  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await expect(button(exercise, "Solution")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(exercise.locator("[data-exercise-solution]")).toContainText(
    "Yours is the same, comments aside.",
  );
});

test("a wrong value leads with the terminal's message, the known mistake and its hint", async ({
  page,
  site,
}) => {
  const exercise = await openExercise(page, site);
  await write(page, exercise, solution.replace(/Math\.exp\(-2.+\n.+/, "1;\n  return 1 - x ** 2;"));
  await button(exercise, "Run").click();
  await expect(verdictOf(exercise)).toContainText("of 13 checks hold.");
  const lead = exercise.locator(".vp-lead");
  await expect(lead).toContainText("tanhDerivative › ");
  await expect(lead).toContainText("received");
  await expect(exercise.locator("[data-exercise-mistake]")).toContainText("What tanhDerivative does");
  const failed = exercise.locator("[data-state=failed]").last();
  await failed.locator("summary").press("Enter");
  await expect(failed.locator("pre")).toBeVisible();
});

test("hints go from stage to stage, are kept as the terminal keeps them, and end", async ({ page, site }) => {
  const exercise = await openExercise(page, site);
  const hints = exercise.locator("[data-exercise-hints]");
  await button(exercise, "Hint").click();
  await expect(hints).toContainText("Hint 1 of 3");
  await button(exercise, "Hint").click();
  await expect(hints).toContainText("Hint 2 of 3");
  await page.reload();
  await exerciseIn(page);
  await button(exercise, "Hint").click();
  await expect(hints).toContainText("Hint 3 of 3");
  await expect(hints).toContainText("These are all the hints for this check.");
  const progress = JSON.parse((await kept(page, "vanishing-point:/:progress")) ?? "");
  expect(progress.help.saturation.hints).toEqual({ sigmoid: 3 });
});

test("the solution needs a pass or a second asking", async ({ page, site }) => {
  const exercise = await openExercise(page, site);
  const shown = exercise.locator("[data-exercise-solution] pre");
  await button(exercise, "Solution").click();
  await expect(noteOf(exercise)).toContainText("press Solution once more");
  await expect(shown).toHaveCount(0);
  await button(exercise, "Solution").click();
  await expect(shown).toContainText('throw new Error("TODO: sigmoid")');
  await expect(shown).toContainText("return e / (1 + e);");
});

test("a pass is kept in the form of the terminal's file", async ({ page, site }) => {
  const exercise = await openExercise(page, site);
  await write(page, exercise, solution);
  await button(exercise, "Run").click();
  await expect(verdictOf(exercise)).toHaveText("All 13 checks hold.");
  const { lessons } = JSON.parse((await kept(page, "vanishing-point:/:progress")) ?? "");
  expect(lessons.saturation).toMatchObject({ passed: true, testsPassed: 13, tests: 13 });
  expect(lessons.saturation.starter).toBe(starterVersion(starter));
  expect(Object.keys(lessons.saturation.checks)).toHaveLength(13);

  // What is in the way is no verdict: the pass stays.
  await write(page, exercise, "export function sigmoid( {");
  await button(exercise, "Run").click();
  await expect(verdictOf(exercise)).toHaveText("There is no verdict.");
  await expect(exercise.locator(".vp-problem")).toContainText("cannot be read as TypeScript");
  const after = JSON.parse((await kept(page, "vanishing-point:/:progress")) ?? "");
  expect(after.lessons.saturation).toEqual(lessons.saturation);
});

test("what is typed survives a reload, and reset can be undone, also after one", async ({ page, site }) => {
  const exercise = await openExercise(page, site);
  const mine = `// Mine.\n${solution}`;
  await write(page, exercise, mine);
  await page.reload();
  await exerciseIn(page);
  await expectText(page, exercise, mine);
  await button(exercise, "Reset").click();
  await expectText(page, exercise, starter);
  await page.reload();
  await exerciseIn(page);
  await expectText(page, exercise, starter);
  await button(exercise, "Undo").click();
  await expectText(page, exercise, mine);
  await button(exercise, "Undo").click();
  await expectText(page, exercise, starter);
});

test("a starter that has changed is met afresh, and what was written before stays in reach", async ({
  page,
  site,
}) => {
  await page.goto(`${site}/404.html`);
  await page.evaluate(
    (key) => localStorage.setItem(key, "// for an earlier starter"),
    slot("0123456789abcdef"),
  );
  const exercise = await openExercise(page, site);
  await expectText(page, exercise, starter);
  await button(exercise, "Show what I wrote then").click();
  await expectText(page, exercise, "// for an earlier starter");
  await button(exercise, "Undo").click();
  await expectText(page, exercise, starter);
});

test.describe("with the clipboard", () => {
  test.use({ permissions: ["clipboard-read", "clipboard-write"] });

  test("a text goes to the terminal and comes from it in one click each", async ({ page, site }) => {
    const exercise = await openExercise(page, site);
    await button(exercise, "Copy for the terminal").click();
    await expect(noteOf(exercise)).toContainText("lessons/03-saturation/exercise.ts");
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(starter);
    await page.evaluate((text) => navigator.clipboard.writeText(text), solution);
    await button(exercise, "Paste from the terminal").click();
    await expectText(page, exercise, solution);
    await page.evaluate(() => navigator.clipboard.writeText("   "));
    await button(exercise, "Paste from the terminal").click();
    await expect(noteOf(exercise)).toContainText("holds no text");
    await expectText(page, exercise, solution);
  });

  test("a clipboard of two megabytes is refused, and nothing is lost", async ({ page, site }) => {
    const exercise = await openExercise(page, site);
    await page.evaluate(() => navigator.clipboard.writeText("x".repeat(2_000_000)));
    await button(exercise, "Paste from the terminal").click();
    await expect(noteOf(exercise)).toContainText("2,000,000 characters");
    await expectText(page, exercise, starter);
  });
});

test("where the clipboard is refused, the way by hand is said", async ({ page, site }) => {
  const exercise = await openExercise(page, site);
  await button(exercise, "Paste from the terminal").click();
  await expect(noteOf(exercise)).toContainText("does not let the page read the clipboard");
});

test("a megabyte typed at once is kept, run and undone, and the page stays alive", async ({ page, site }) => {
  const exercise = await openExercise(page, site);
  await write(page, exercise, `${solution}\n// ${"x".repeat(1_000_000)}`);
  await page.keyboard.press("Control+Enter");
  await expect(verdictOf(exercise)).toHaveText("All 13 checks hold.");
  await button(exercise, "Reset").click();
  await expectText(page, exercise, starter);
  await button(exercise, "Undo").click();
  await expect.poll(async () => (await textOf(page, exercise)).length).toBeGreaterThan(1_000_000);
});

test("an endless loop is told after five seconds, while the page answers, and the next run works", async ({
  page,
  site,
}) => {
  const exercise = await openExercise(page, site);
  await write(page, exercise, solution.replace("const e = Math.exp(x);", "for (;;);"));
  await page.keyboard.press("Control+Enter");
  await expect(verdictOf(exercise)).toHaveText("The checks are running.");
  const figure = page.locator("[data-figure] input[type=range]").first();
  await figure.focus();
  await page.keyboard.press("ArrowRight");
  await expect(exercise.locator(".vp-problem")).toContainText("did not come back within 5 seconds");
  await write(page, exercise, solution);
  await page.keyboard.press("Control+Enter");
  await expect(verdictOf(exercise)).toHaveText("All 13 checks hold.");
});

test("what a text prints is shown as text, whatever it holds", async ({ page, site }) => {
  const exercise = await openExercise(page, site);
  const hostile = '<img src=x onerror="document.title=1"><script>1</script>';
  await write(
    page,
    exercise,
    `console.log(${JSON.stringify(hostile)});\nthrow new Error(${JSON.stringify(hostile)});`,
  );
  await page.keyboard.press("Control+Enter");
  await expect(exercise.locator(".vp-problem")).toContainText("does not export sigmoid");
  await write(page, exercise, `${solution}\nconsole.log(${JSON.stringify(hostile)});`);
  await page.keyboard.press("Control+Enter");
  await expect(exercise.locator("[data-exercise-checks]")).toContainText(hostile);
  await expect(exercise.locator("img")).toHaveCount(0);
});

test("a text in two tabs: the tab in the background takes over what the other one writes", async ({
  page,
  site,
  context,
}) => {
  const exercise = await openExercise(page, site);
  const other = await context.newPage();
  const otherExercise = await openExercise(other, site);
  await other.bringToFront();
  await write(other, otherExercise, solution);
  await expect.poll(() => kept(page, own)).toBe(solution);
  await page.bringToFront();
  await button(exercise, "Run").click();
  await expect(verdictOf(exercise)).toHaveText("All 13 checks hold.");
});

test("checks that cannot be fetched are told, and fetched by the next press", async ({ page, site }) => {
  await page.route("**/exercise.json", (route) => route.fulfill({ status: 200, body: "<html>" }), {
    times: 2,
  });
  const exercise = await openExercise(page, site);
  await exercise.getByRole("textbox").press("Control+Enter");
  await expect(noteOf(exercise)).toContainText("could not be loaded");
  await button(exercise, "Hint").click();
  await expect(noteOf(exercise)).toContainText("could not be loaded");
  await button(exercise, "Run").click();
  await expect(verdictOf(exercise)).toContainText("0 of 13");
});

const progressKey = "vanishing-point:/:progress";

test.describe("a browser that keeps nothing", () => {
  for (const [name, script] of [
    [
      "since its storage is blocked",
      () =>
        Object.defineProperty(window, "localStorage", {
          get() {
            throw new DOMException("Access is denied for this document.", "SecurityError");
          },
        }),
    ],
    [
      "since its storage is full",
      () => {
        // Larger texts first, then smaller ones, until not one character more fits.
        for (let size = 2 ** 22; size >= 1; size /= 2) {
          try {
            for (let i = 0; ; i++) localStorage.setItem(`${size}.${i}`, "x".repeat(size));
          } catch {}
        }
      },
    ],
  ] as const) {
    test(`${name}, says so, and the exercise passes all the same`, async ({ page, site }) => {
      await page.addInitScript(script);
      const exercise = await openExercise(page, site);
      await write(page, exercise, solution);
      await expect(noteOf(exercise)).toContainText("until the page is closed");
      await button(exercise, "Run").click();
      await expect(verdictOf(exercise)).toHaveText("All 13 checks hold.");
      await expect(noteOf(exercise)).toContainText("Your progress could not be kept.");
      await button(exercise, "Solution").click();
      await expect(exercise.locator("[data-exercise-solution]")).toContainText("Yours is the same");
    });
  }
});

for (const [name, text] of [
  ["garbage", '{"format":'],
  ["of another shape", '{"format":"vanishing-point-progress","version":1,"lessons":{"saturation":7}}'],
  ["a future edition's", '{"format":"vanishing-point-progress","version":9,"lessons":{}}'],
] as const) {
  test(`progress that is ${name} is set aside, said, and begun anew`, async ({ page, site }) => {
    await page.goto(`${site}/404.html`);
    await page.evaluate(([key, text]) => localStorage.setItem(key, text), [progressKey, text] as const);
    const exercise = await openExercise(page, site);
    await button(exercise, "Run").click();
    await expect(noteOf(exercise)).toContainText("It is set aside, and a new one is begun.");
    expect(JSON.parse((await kept(page, progressKey)) ?? "").lessons.saturation.tests).toBe(13);
    const aside = await page.evaluate(
      (key) => Object.keys(localStorage).find((name) => name.startsWith(key)),
      `${progressKey}:set-aside:`,
    );
    expect(await kept(page, aside ?? "")).toBe(text);
  });
}

test("where workers are refused, that is said, and the page stays", async ({ page, site }) => {
  await page.addInitScript(() => {
    window.Worker = class {
      constructor() {
        throw new DOMException("refused", "SecurityError");
      }
    } as never;
  });
  const exercise = await openExercise(page, site);
  await button(exercise, "Run").click();
  await expect(exercise.locator(".vp-problem")).toContainText("refuses to start a worker");
});

// Some browsers go without it, and without a compiler, on sites that they do not trust yet.
test("without WebAssembly the checks run all the same", async ({ playwright, launchOptions, site }) => {
  const browser = await playwright.chromium.launch({
    ...launchOptions,
    args: [...(launchOptions.args ?? []), "--js-flags=--jitless"],
  });
  const page = await browser.newPage();
  const exercise = await openExercise(page, site);
  expect(await page.evaluate(() => typeof WebAssembly)).toBe("undefined");
  await write(page, exercise, solution);
  await page.keyboard.press("Control+Enter");
  await expect(verdictOf(exercise)).toHaveText("All 13 checks hold.");
  await browser.close();
});

test("a pass is kept although what lets the figures run on it cannot be loaded", async ({ page, site }) => {
  await page.route("**/offer-passed-text.*.js", (route) =>
    route.fulfill({ contentType: "text/javascript", body: "export {}" }),
  );
  const exercise = await openExercise(page, site);
  await write(page, exercise, solution);
  await button(exercise, "Run").click();
  await expect(verdictOf(exercise)).toHaveText("All 13 checks hold.");
  await expect(noteOf(exercise)).toContainText("reload the page for that");
  const { lessons } = JSON.parse((await kept(page, progressKey)) ?? "");
  expect(lessons.saturation.passed).toBe(true);
});

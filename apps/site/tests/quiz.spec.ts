import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { AxeBuilder } from "@axe-core/playwright";
import type { Locator, Page } from "@playwright/test";
import type { createRunner } from "../src/runner/runner.ts";
import { openRunner } from "./support/runner.ts";
import { expect, test } from "./support/site-test.ts";

const products = "/lessons/products/";
const saturation = "/lessons/saturation/";

/** A question of the page by the function that answers it, once it is alive. */
async function question(page: Page, run: string): Promise<Locator> {
  const found = page.locator(`[data-predict="${run}"]`);
  await found.scrollIntoViewIfNeeded();
  await expect(found.locator("fieldset:enabled")).toBeVisible();
  return found;
}

const run = (found: Locator) => found.getByRole("button", { name: "Predict and run" }).click();
const status = (found: Locator) => found.getByRole("status");

async function choose(found: Locator, label: string): Promise<void> {
  await found.getByRole("radio", { name: label, exact: true }).check();
  await run(found);
}

async function type(found: Locator, text: string): Promise<void> {
  await found.getByRole("textbox").fill(text);
  await run(found);
}

test("nothing is revealed, fetched or moved before an answer", async ({ page, site }) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(site + saturation);
  const all = page.locator("[data-predict]");
  const heights = () => all.evaluateAll((found) => found.map((one) => one.getBoundingClientRect().height));
  const before = await heights();
  for (const name of ["sigmoidAt50", "tenSigmoids", "canReachOne"]) {
    const found = await question(page, name);
    await expect(found.getByText("Show the answer")).toBeHidden();
    await expect(found.getByText("This ran:")).toBeHidden();
    await expect(found.locator("details, pre").first()).toBeHidden();
    await expect(status(found)).toBeEmpty();
  }
  expect(await heights()).toEqual(before);
  expect(asked.filter((path) => /runner\.html|predictions\.json/.test(path))).toEqual([]);
});

test("a choice is judged by what the run gives, another can be tried, and the first remains said", async ({
  page,
  site,
}) => {
  await page.goto(site + saturation);
  const found = await question(page, "sigmoidAt50");
  await choose(found, "A little less than 1");
  await expect(status(found)).toHaveText(
    "Your prediction does not hold. You said “A little less than 1”. The run gave “Exactly 1”.",
  );
  await expect(found.getByText("This ran:")).toBeVisible();
  await expect(found.locator("pre")).toContainText("const value = sigmoid(50);");
  await expect(found.getByText("The true distance from 1 is")).toBeVisible();

  await choose(found, "Exactly 1");
  await expect(status(found)).toHaveText(
    "Your prediction holds. You said “Exactly 1”. The run gave “Exactly 1”. Your first prediction was “A little less than 1”.",
  );
  await expect(found.getByText("The true distance from 1 is")).toHaveCount(1);

  await page.reload();
  const again = await question(page, "sigmoidAt50");
  await expect(status(again)).toBeEmpty();
  await expect(again.getByRole("radio", { checked: true })).toHaveCount(0);
});

test("yes and no are judged, and an answer is asked for where there is none", async ({ page, site }) => {
  await page.goto(site + saturation);
  const found = await question(page, "canReachOne");
  await run(found);
  await expect(status(found)).toHaveText("Choose an answer first.");
  await expect(found.getByText("This ran:")).toBeHidden();
  await choose(found, "No");
  await expect(status(found)).toContainText(
    "Your prediction does not hold. You said “No”. The run gave “Yes”.",
  );
  await choose(found, "Yes");
  await expect(status(found)).toContainText("Your prediction holds. You said “Yes”.");
});

test("a number is judged within its tolerance, with how far off it is", async ({ page, site }) => {
  await page.goto(site + saturation);
  const found = await question(page, "tenSigmoids");
  await expect(found.getByText("It holds within a factor of 10.")).toBeVisible();
  for (const [typed, verdict] of [
    [
      "10^-3",
      "Your prediction does not hold. You said 0.001. The run gave 9.54 × 10⁻⁷: yours is 1,049 times too large.",
    ],
    [
      "0",
      "Your prediction does not hold. You said 0. The run gave 9.54 × 10⁻⁷: yours is off by 9.54 × 10⁻⁷. Your first prediction was 0.001.",
    ],
    ["0,000002", "Your prediction holds. You said 2 × 10⁻⁶."],
    ["4^−10", "yours is exactly right."],
  ] as const) {
    await type(found, typed);
    await expect(status(found)).toContainText(verdict);
  }
});

test("what became of the last prediction stays said when the next one is refused", async ({ page, site }) => {
  await page.goto(site + saturation);
  const found = await question(page, "tenSigmoids");
  await type(found, "0.001");
  await expect(status(found)).toContainText("You said 0.001.");
  await type(found, "1e-6");
  await expect(status(found)).toContainText("You said 10⁻⁶.");
  await type(found, "abc");
  await expect(status(found)).toContainText("“abc” cannot be read as a number.");
  await expect(status(found)).toContainText("Your first prediction was 0.001.");
  await expect(found.getByText("This ran:")).toBeVisible();
});

test("a number is counted in its unit", async ({ page, site }) => {
  await page.goto(site + products);
  const found = await question(page, "layersUntilOnePercent");
  await type(found, "40 layers");
  await expect(status(found)).toHaveText(
    "Your prediction holds. You said 40 layers. The run gave 44 layers: yours is 9.1 % too small.",
  );
});

test("what is no number is said, kept, and runs nothing", async ({ page, site }) => {
  await page.goto(site + saturation);
  const found = await question(page, "tenSigmoids");
  const field = found.getByRole("textbox");
  for (const [typed, problem] of [
    ["", "Type a number, such as 0.25, 1e-6 or 10^-3."],
    ["abc", "“abc” cannot be read as a number."],
    ["<img src=x onerror=alert(1)>", "cannot be read as a number."],
    ["1e999", "“1e999” is beyond the machine's numbers"],
    ["1,000", "“1,000” can mean 1000 or 1.000."],
    ["9".repeat(1_000_000), "This is too long for a number."],
  ] as const) {
    await type(found, typed);
    await expect(status(found)).toContainText(problem);
    await expect(field).toBeFocused();
    await expect(field).toHaveValue(typed);
    await expect(field).toHaveAttribute("aria-invalid", "true");
    await expect(field).toHaveAccessibleDescription(new RegExp(problem.slice(0, 10)));
  }
  await expect(page.locator("iframe")).toHaveCount(0);
  await type(found, "٠٫٠٠٠٠٠١");
  await expect(status(found)).toContainText("Your prediction holds. You said 10⁻⁶.");
  await expect(field).toHaveAttribute("aria-invalid", "false");
});

test("the keyboard alone answers every kind of question, with one runner for the page", async ({
  page,
  site,
}) => {
  await page.goto(site + saturation);
  const choice = await question(page, "sigmoidAt50");
  await choice.getByRole("radio").first().focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Tab");
  await expect(choice.getByRole("button", { name: "Predict and run" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(status(choice)).toContainText("Your prediction holds.");
  // What was pressed keeps the focus.
  await expect(choice.getByRole("button", { name: "Predict and run" })).toBeFocused();

  const number = await question(page, "tenSigmoids");
  await number.getByRole("textbox").focus();
  await page.keyboard.type("1e-6");
  await page.keyboard.press("Enter");
  await expect(status(number)).toContainText("Your prediction holds.");

  const yesOrNo = await question(page, "canReachOne");
  await number.getByRole("button", { name: "Predict and run" }).focus();
  // The code that ran has a button to copy it.
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await expect(yesOrNo.getByRole("radio", { name: "Yes" })).toBeFocused();
  await page.keyboard.press("Space");
  await page.keyboard.press("Enter");
  await expect(status(yesOrNo)).toContainText("Your prediction holds.");
  await expect(page.locator("iframe")).toHaveCount(1);
});

for (const [name, address] of [
  ["runner", "**/runner.html"],
  ["code", "**/predictions.json"],
] as const) {
  test(`a ${name} that cannot be loaded is said, and the next press tries once more`, async ({
    browser,
    site,
  }) => {
    // Its own page: the browser logs what is not loaded as an error.
    const page = await browser.newPage();
    await page.goto(site + saturation);
    await page.route(address, (route) => route.abort(), { times: 1 });
    const found = await question(page, "sigmoidAt50");
    await choose(found, "Exactly 1");
    await expect(status(found)).toContainText(/could not be loaded\. Is the connection there\?/);
    await expect(found.getByText("This ran:")).toBeHidden();
    await expect(found.getByRole("radio", { name: "Exactly 1" })).toBeChecked();
    await run(found);
    await expect(status(found)).toContainText("Your prediction holds.");
    await page.close();
  });
}

test("code that gives no answer to the question is said", async ({ page, site }) => {
  await page.route("**/predictions.json", (route) =>
    route.fulfill({
      json: {
        solution: "",
        predictions: "export const sigmoidAt50 = () => 3; export const tenSigmoids = () => NaN;",
      },
    }),
  );
  await page.goto(site + saturation);
  const choice = await question(page, "sigmoidAt50");
  await choose(choice, "Exactly 1");
  await expect(status(choice)).toHaveText("The run gave 3, and the choices are below, one, nan.");
  const number = await question(page, "tenSigmoids");
  await type(number, "1");
  await expect(status(number)).toContainText("gave NaN");
  const missing = await question(page, "canReachOne");
  await choose(missing, "Yes");
  await expect(status(missing)).toContainText("predictions.ts exports no function canReachOne");
});

test.describe("under a base path", () => {
  test.use({ build: "underBasePath" });

  test("questions are answered", async ({ page, site }) => {
    await page.goto(site + products);
    const found = await question(page, "halvesAndDoubles");
    await choose(found, "Exactly 1");
    await expect(status(found)).toContainText("Your prediction holds.");
  });
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("each question has its answer from the build behind a word that opens it", async ({ page, site }) => {
    await page.goto(site + products);
    const found = page.locator('[data-predict="layersUntilOnePercent"]');
    await expect(found.getByText("Every layer passes on 90 %.")).toBeVisible();
    await expect(found.getByRole("button")).toBeHidden();
    await expect(found.getByText("The run gives 44 layers.")).toBeHidden();
    await found.getByText("Show the answer").click();
    await expect(found.getByText("The run gives 44 layers.")).toBeVisible();
    await expect(found.getByText("It is the logarithm of the gain that counts.")).toBeVisible();
    await expect(found.locator("pre")).toContainText("layersUntil(0.9, 0.01)");
  });
});

test("print has the question, and no answer", async ({ page, site }) => {
  await page.goto(site + saturation);
  const found = await question(page, "sigmoidAt50");
  await choose(found, "Exactly 1");
  await expect(found.getByText("This ran:")).toBeVisible();
  const other = await question(page, "tenSigmoids");
  await page.emulateMedia({ media: "print" });
  await expect(found.getByText("in the machine, computed with")).toBeVisible();
  await expect(found.getByText("Exactly 1", { exact: true })).toBeVisible();
  for (const text of ["Your prediction holds.", "This ran:", "The true distance"]) {
    await expect(found.getByText(text)).toBeHidden();
  }
  await expect(found.getByRole("button")).toBeHidden();
  await expect(other.getByText("Show the answer")).toBeHidden();
});

for (const width of [390, 1280]) {
  test(`axe finds nothing at ${width} pixels, before and after answers, in either theme`, async ({
    page,
    site,
  }) => {
    await page.setViewportSize({ width, height: 844 });
    await page.goto(site + products);
    const number = await question(page, "layersUntilOnePercent");
    await expectNoViolations(page);
    await type(number, "44");
    await expect(status(number)).toContainText("Your prediction holds.");
    const refused = await question(page, "tanhChain");
    await type(refused, "abc");
    await expect(status(refused)).toContainText("cannot be read");
    const choice = await question(page, "halvesAndDoubles");
    await choose(choice, "Less than 1, since half of the layers shrink it");
    await expect(status(choice)).toContainText("Your prediction does not hold.");
    await expectNoViolations(page);
  });
}

async function expectNoViolations(page: Page): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await expect(page.locator("html")).toHaveAttribute("data-theme", colorScheme);
    const { violations } = await new AxeBuilder({ page }).include("[data-predict]").analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  }
}

// The page shows a value that was run when it was built, and compares with one that is run in the frame.

const lessons = fileURLToPath(new URL("../../../lessons/", import.meta.url));
declare const runner: ReturnType<typeof createRunner>;

for (const folder of readdirSync(lessons).filter((name) => existsSync(`${lessons}${name}/predictions.ts`))) {
  test(`${folder}: every prediction gives in the frame what it gives at build time`, async ({
    page,
    site,
  }) => {
    const predictions: Record<string, () => unknown> = await import(`${lessons}${folder}/predictions.ts`);
    const text = (name: string) => readFileSync(`${lessons}${folder}/${name}`, "utf8");
    const modules = [
      { name: "./solution.ts", text: text("solution.ts") },
      { name: "predictions.ts", text: text("predictions.ts") },
    ];
    await openRunner(page, site);
    const names = Object.keys(predictions);
    expect(names).not.toEqual([]);
    for (const name of names) {
      const value = await page.evaluate(([modules, name]) => runner.call({ modules, name, inputs: [] }), [
        modules,
        name,
      ] as const);
      const here = await predictions[name]?.();
      // The last digit of Math.exp differs between a browser and Node.
      if (typeof here === "number" && here !== 0) expect((value as number) / here, name).toBeCloseTo(1, 12);
      else expect(value, name).toEqual(here);
    }
  });
}

// `node tests/support/time-figures.ts ROUNDS`: how fast the built site's figures answer, in Chromium. Prints JSON: for each figure the
// milliseconds from a control's change to the new picture and text, and for the training of networks the pictures in a second.
import type { Locator, Page } from "@playwright/test";
import { openBuiltSite, roundsGiven } from "./open-built-site.ts";
import { pagePaths } from "./sites.ts";

/** How long a training is watched, in milliseconds. */
const watched = 4000;

const rounds = roundsGiven("time-figures.ts");
const site = await openBuiltSite();
try {
  const page = await site.browser.newPage();
  const answers = [];
  for (const path of pagePaths.filter((path) => path !== "/404.html")) {
    await page.goto(site.origin + path);
    const withSliders = page.locator("[data-figure]", { has: page.locator("input[type=range]") });
    for (const figure of await withSliders.all()) {
      answers.push({
        name: await figure.getAttribute("data-figure"),
        milliseconds: await timeAnswers(figure),
      });
    }
  }
  const trainings = [];
  for (const depth of [20, 50]) {
    const pictures = [];
    for (let round = 0; round < rounds; round++) pictures.push(await picturesInASecond(page, depth));
    trainings.push({ depth, pictures });
  }
  console.log(JSON.stringify({ answers, trainings }));
} finally {
  await site.close();
}

/** Moves every slider of a figure by a step, `rounds` times there and back. */
async function timeAnswers(figure: Locator): Promise<number[]> {
  await figure.scrollIntoViewIfNeeded();
  await figure.locator("fieldset:enabled").first().waitFor();
  const sliders = figure.locator("input[type=range]");
  await sliders.first().focus();
  const milliseconds: number[] = [];
  for (const slider of await sliders.all()) {
    // The first answers fetch what draws and start the worker.
    await answer(slider, 1);
    await answer(slider, -1);
    for (let round = 0; round < rounds; round++) {
      milliseconds.push(await answer(slider, 1), await answer(slider, -1));
    }
  }
  return milliseconds;
}

/** Moves a slider by a step. @returns the milliseconds until both the picture and the text are new */
function answer(slider: Locator, direction: 1 | -1): Promise<number> {
  return slider.evaluate((slider, direction) => {
    const input = slider as HTMLInputElement;
    const figure = input.closest("[data-figure]") as HTMLElement;
    const step = Number(input.step) * (input.value === input.max ? -direction : direction);
    return new Promise<number>((resolve, reject) => {
      const waited = new Set([".vp-plot", "[data-figure-summary]"]);
      const started = performance.now();
      for (const selector of waited) {
        const observer = new MutationObserver(() => {
          observer.disconnect();
          waited.delete(selector);
          if (waited.size === 0) resolve(performance.now() - started);
        });
        observer.observe(figure.querySelector(selector) as Element, {
          childList: true,
          characterData: true,
          subtree: true,
        });
      }
      setTimeout(() => reject(new Error(`${input.name} was not answered.`)), 30_000);
      input.value = String(Number(input.value) + step);
      input.dispatchEvent(new Event("input", { bubbles: true }));
    });
  }, direction);
}

/** Trains the network of the first page, tanh with Glorot's weights, and counts the pictures. */
async function picturesInASecond(page: Page, depth: number): Promise<number> {
  await page.goto(`${site.origin}/?depth.depth=${depth}&depth.activation=tanh`);
  const figure = page.locator("[data-figure=depth]");
  await figure.locator("fieldset:enabled").first().waitFor();
  await figure.locator("[data-figure-play]").click();
  await page.waitForFunction(() =>
    /^After [1-9]\d/.test(document.querySelector("[data-figure-summary]")?.textContent ?? ""),
  );
  return figure.evaluate(
    (figure, watched) =>
      new Promise<number>((resolve) => {
        let pictures = 0;
        new MutationObserver(() => pictures++).observe(figure.querySelector(".vp-plot") as Element, {
          childList: true,
        });
        const started = performance.now();
        setTimeout(() => resolve((1000 * pictures) / (performance.now() - started)), watched);
      }),
    watched,
  );
}

import type { Locator, Page } from "@playwright/test";
import { expect, summaryOf } from "./site-test.ts";

/** Moves a figure's first slider by one step, or, where it has none, takes another option. Waits until text and picture are new. */
export async function changeSomething(page: Page, figure: Locator): Promise<void> {
  const summary = await summaryOf(figure).innerText();
  const slider = figure.locator("input[type=range]").first();
  if ((await slider.count()) > 0) {
    await slider.focus();
    const isAtItsEnd = await slider.evaluate((input: HTMLInputElement) => input.value === input.max);
    await page.keyboard.press(isAtItsEnd ? "ArrowDown" : "ArrowUp");
  } else {
    await figure.locator("select").first().selectOption({ index: 1 });
  }
  await expect(summaryOf(figure)).not.toHaveText(summary);
  await expect(
    figure.locator("[data-layout]"),
    "the picture is drawn anew, for the width of this page",
  ).toHaveCount(1);
}

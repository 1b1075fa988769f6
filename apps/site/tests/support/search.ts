import type { Locator, Page } from "@playwright/test";
import { expect } from "./site-test.ts";

/** Searches by keyboard, from any page, and gives the first result that has `title` as its name. */
export async function search(page: Page, title: string): Promise<Locator> {
  // Search fills its box in an idle moment after the page has loaded; with the box open there may be none, so wait for it.
  const input = page.locator("#starlight__search input");
  await expect(input).toBeAttached();
  await page.keyboard.press("Control+k");
  await expect(input).toBeFocused();
  await page.keyboard.type(title);
  const result = page.getByRole("dialog").getByRole("link", { name: title, exact: true }).first();
  await expect(result).toBeVisible();
  return result;
}

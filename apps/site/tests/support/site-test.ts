import { test as base, expect, type Locator, type Page } from "@playwright/test";
import { addressOfSite, type Build } from "./sites.ts";

/**
 * Playwright's `test`, and after each test the claim that its page logged no error or warning, threw nothing,
 * asked no other host for anything, and got everything that it asked for.
 *
 * `site` is the address of the build that the option `build` names, without a slash at its end.
 */
export const test = base.extend<{ build: Build; site: string; undisturbed: undefined }>({
  build: ["root", { option: true }],
  site: async ({ build }, use) => use(addressOfSite(build)),
  undisturbed: [
    async ({ page }, use) => {
      const disturbances: string[] = [];
      const hosts = [new URL(addressOfSite("root")).host, new URL(addressOfSite("underBasePath")).host];
      page.on("console", (message) => {
        if (["error", "warning"].includes(message.type())) disturbances.push(`console: ${message.text()}`);
      });
      page.on("pageerror", (error) => disturbances.push(`thrown: ${error.stack ?? error.message}`));
      page.context().on("request", (request) => {
        const { protocol, host } = new URL(request.url());
        const stays = protocol === "data:" || protocol === "blob:" || hosts.includes(host);
        if (!stays) disturbances.push(`another host: ${request.url()}`);
      });
      page.on("response", (response) => {
        if (response.status() >= 400) disturbances.push(`${response.status()}: ${response.url()}`);
      });
      await use(undefined);
      expect(disturbances, "what the page should not have done").toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** Goes through the whole page, as a reader does, and waits until every figure on it is alive. */
export async function readToTheEnd(page: Page): Promise<void> {
  for (const figure of await page.locator("[data-figure]").all()) await wake(figure);
  await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
}

/** Brings a figure into view and waits until its island has taken over from the static picture. */
export async function wake(figure: Locator): Promise<void> {
  await figure.scrollIntoViewIfNeeded();
  await expect(figure.locator("xpath=ancestor::astro-island[1]")).not.toHaveAttribute("ssr");
}

/** The text in which a figure states what it now shows. */
export function summaryOf(figure: Locator): Locator {
  return figure.locator("[data-figure-summary]");
}

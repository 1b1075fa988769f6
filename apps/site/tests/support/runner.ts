import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";
import type { FrameMessage, GradeTask } from "../../src/runner/messages.ts";
import type { createRunner } from "../../src/runner/runner.ts";
import { addBundle, bundle } from "./bundle.ts";

/** What the bundle puts into a page, and the runner that is made with it there. */
declare const bundled: { createRunner: typeof createRunner };
declare const runner: ReturnType<typeof createRunner>;

const script = await bundle(fileURLToPath(new URL("../../src/runner/runner.ts", import.meta.url)));

/** Opens a page with a runner in it, under the name `runner`. */
export async function openRunner(page: Page, site: string): Promise<void> {
  await page.goto(`${site}/404.html`);
  await addBundle(page, script);
  await page.evaluate((address) => {
    Object.assign(window, { runner: bundled.createRunner(address, document.body) });
  }, `${site}/runner.html`);
}

/** Runs an exercise in the page that {@link openRunner} has opened. @returns what was heard of it */
export function runInPage(page: Page, request: Omit<GradeTask, "kind">): Promise<FrameMessage[]> {
  return page.evaluate(async (request) => {
    const messages: FrameMessage[] = [];
    await runner.run(request, (message) => messages.push(message));
    return messages;
  }, request);
}

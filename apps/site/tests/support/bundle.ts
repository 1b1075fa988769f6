import type { Page } from "@playwright/test";
import { build, type Rolldown } from "vite";

/** A file with all that it imports, as one script that puts its exports under `bundled`. */
export async function bundle(file: string): Promise<string> {
  const result = (await build({
    configFile: false,
    logLevel: "silent",
    build: { write: false, lib: { entry: file, formats: ["iife"], name: "bundled" } },
  })) as Rolldown.RolldownOutput[];
  return result[0]?.output[0].code as string;
}

/** Puts a {@link bundle} into a page, whose policy would refuse it as a script element. */
export async function addBundle(page: Page, script: string): Promise<void> {
  await page.evaluate(`${script}; Object.assign(window, { bundled })`);
}

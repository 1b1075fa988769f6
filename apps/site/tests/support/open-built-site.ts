import { type Browser, chromium } from "@playwright/test";
import { findBrowser, noBrowserMessage, thisMachine } from "./find-browser.ts";
import { type Served, serve } from "./serve.ts";
import { builtFolder } from "./sites.ts";

/** The built site, served, and a browser to look at it, for programs that measure. */
export interface OpenSite {
  readonly browser: Browser;
  readonly origin: string;
  close(): Promise<void>;
}

/** @throws when there is no browser, with what brings one */
export async function openBuiltSite(): Promise<OpenSite> {
  const machine = thisMachine();
  const executablePath = findBrowser(machine);
  if (executablePath === undefined) throw new Error(noBrowserMessage);
  const browser = await chromium.launch({
    executablePath,
    args: machine.isRoot ? ["--no-sandbox", "--disable-gpu", "--disable-background-networking"] : [],
  });
  const site: Served = await serve(builtFolder);
  return {
    browser,
    origin: site.origin,
    async close() {
      await browser.close();
      await site.close();
    },
  };
}

/** The number of rounds that a measuring program is called with. @throws when it is none */
export function roundsGiven(program: string): number {
  const rounds = Number(process.argv[2]);
  if (Number.isInteger(rounds) && rounds >= 1) return rounds;
  throw new Error(`${program} takes the number of rounds, at least 1.`);
}

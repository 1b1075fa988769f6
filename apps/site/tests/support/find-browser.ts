import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { chromium } from "@playwright/test";

/** What the search for a browser reads of a machine. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly isRoot: boolean;
  readonly home: string;
  /** Where `playwright install chromium` puts its browser, whether or not it is there. */
  readonly playwrightsOwn: string;
  readonly exists: (path: string) => boolean;
}

/** The machine that this process runs on. */
export function thisMachine(): Machine {
  return {
    platform: process.platform,
    environment: process.env,
    isRoot: process.getuid?.() === 0,
    home: homedir(),
    playwrightsOwn: chromium.executablePath(),
    exists: existsSync,
  };
}

/**
 * The browser for the tests: the one that CHROMIUM_PATH names, else the one that Playwright installed, else the first
 * Chromium, Chrome or Edge in a usual place. `undefined` when there is none.
 *
 * @throws when CHROMIUM_PATH names a file that does not exist
 */
export function findBrowser(machine: Machine): string | undefined {
  const named = machine.environment.CHROMIUM_PATH;
  if (named) {
    if (!machine.exists(named)) {
      throw new Error(`CHROMIUM_PATH should be the path of a Chromium or Chrome; there is no file ${named}.`);
    }
    return named;
  }
  return [machine.playwrightsOwn, ...usualPlaces(machine)].find(machine.exists);
}

/** Whether this machine's package manager can install Chromium without asking anyone: root on Debian or a relative of it. */
export function canInstallBrowser(machine: Machine): boolean {
  return machine.platform === "linux" && machine.isRoot && machine.exists("/usr/bin/apt-get");
}

/** What to tell someone who has no browser that the tests can use. */
export const noBrowserMessage = `The browser tests found no Chromium. Do one of these, then run them again:
  pnpm --filter @vanishing/site exec playwright install chromium
  install Chromium or Chrome with your system's package manager
  set CHROMIUM_PATH to the path of a Chromium or Chrome`;

function usualPlaces({ platform, environment, home }: Machine): string[] {
  switch (platform) {
    case "win32":
      return [environment.PROGRAMFILES, environment["PROGRAMFILES(X86)"], environment.LOCALAPPDATA]
        .filter((folder) => folder !== undefined)
        .flatMap((folder) => [
          `${folder}\\Chromium\\Application\\chrome.exe`,
          `${folder}\\Google\\Chrome\\Application\\chrome.exe`,
          `${folder}\\Microsoft\\Edge\\Application\\msedge.exe`,
        ]);
    case "darwin":
      return ["Chromium", "Google Chrome", "Microsoft Edge"].flatMap((name) =>
        ["", home].map((start) => `${start}/Applications/${name}.app/Contents/MacOS/${name}`),
      );
    default:
      return [
        "/usr/bin/chromium",
        "/usr/bin/chromium-browser",
        "/usr/bin/google-chrome",
        "/usr/bin/google-chrome-stable",
        "/opt/google/chrome/chrome",
        "/snap/bin/chromium",
        "/usr/bin/microsoft-edge",
      ];
  }
}

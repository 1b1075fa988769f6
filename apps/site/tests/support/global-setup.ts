import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { canInstallBrowser, findBrowser, noBrowserMessage, thisMachine } from "./find-browser.ts";
import { serve } from "./serve.ts";
import {
  addressVariables,
  basePath,
  builtFolder,
  builtUnderBasePath,
  publishedAt,
  siteFolder,
} from "./sites.ts";

/** Sees to a browser, builds the site a second time under a base path, and serves both builds on free ports. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  seeToBrowser();
  refuseBuildUnderBasePath();
  buildUnderBasePath();
  const servers = [await serve(builtFolder), await serve(builtUnderBasePath, basePath)] as const;
  process.env[addressVariables.root] = servers[0].origin;
  process.env[addressVariables.underBasePath] = servers[1].origin + basePath;
  return async () => {
    for (const server of servers) await server.close();
  };
}

function seeToBrowser(): void {
  const machine = thisMachine();
  if (findBrowser(machine)) return;
  if (!canInstallBrowser(machine)) throw new Error(noBrowserMessage);
  console.log("No Chromium found: installing the distribution's own with apt-get (about 300 MB).");
  for (const command of [["update"], ["install", "-y", "--no-install-recommends", "chromium"]]) {
    console.log(`  apt-get ${command.join(" ")}`);
    const { status, stdout, stderr } = spawnSync("apt-get", command, {
      encoding: "utf8",
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    });
    if (status !== 0) throw new Error(`apt-get failed.\n${stdout}\n${stderr}\n${noBrowserMessage}`);
  }
  if (!findBrowser(machine)) throw new Error(noBrowserMessage);
}

function refuseBuildUnderBasePath(): void {
  if (readFileSync(`${builtFolder}/index.html`, "utf8").includes('href="/favicon.svg"')) return;
  throw new Error("The site was built for a base path. Build it again with BASE_PATH unset: pnpm build");
}

function buildUnderBasePath(): void {
  rmSync(builtUnderBasePath, { recursive: true, force: true });
  const build = ["src/astro.ts", "build", "--outDir", `${builtUnderBasePath}${basePath}`];
  try {
    execFileSync(process.execPath, build, {
      cwd: siteFolder,
      encoding: "utf8",
      stdio: "pipe",
      env: { ...process.env, BASE_PATH: basePath, SITE_URL: publishedAt },
    });
  } catch (error) {
    const { stdout = "", stderr = "" } = error as { stdout?: string; stderr?: string };
    throw new Error(`BASE_PATH=${basePath} pnpm build failed:\n${stdout}\n${stderr}`);
  }
}

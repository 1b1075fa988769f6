import { browser } from "./browser.ts";
import { diskSpace } from "./disk-space.ts";
import { exercises } from "./exercises.ts";
import type { Finding } from "./finding.ts";
import { git } from "./git.ts";
import { installedPackages } from "./installed-packages.ts";
import { lessons } from "./lessons.ts";
import { nodeVersion } from "./node-version.ts";
import { pnpmVersion } from "./pnpm-version.ts";
import { progress } from "./progress.ts";
import { watchMode } from "./watch-mode.ts";
import { writePermission } from "./write-permission.ts";

type Check = () => Finding | readonly Finding[] | Promise<Finding | readonly Finding[]>;

/** By what is told of a check that met what nobody thought of. */
const checks: Readonly<Record<string, Check>> = {
  Node: nodeVersion,
  pnpm: pnpmVersion,
  packages: installedPackages,
  lessons,
  exercises,
  progress,
  "write permission": writePermission,
  "disk space": diskSpace,
  "watch mode": watchMode,
  git,
  browser,
};

/** All checks, at the same time where they wait. Each is told, whatever another one meets. */
export async function examine(): Promise<Finding[]> {
  const findings = await Promise.all(
    Object.entries(checks).map(async ([about, check]) => {
      try {
        return await check();
      } catch (error) {
        const found = `This could not be looked at: ${(error as Error).message}`;
        return { state: "trouble", about, found } satisfies Finding;
      }
    }),
  );
  return findings.flat();
}

import { join } from "node:path";
import { root } from "./root.ts";
import { run } from "./run.ts";

/** A folder with a manifest and a lock file of its own: tools that authors need and learners must not download. */
interface Apart {
  /** From the root. */
  folder: string;
  /** What it holds, in the words of a sentence. */
  holds: string;
  /** What its first install downloads and unpacks, rounded. */
  megabytes: number;
}

/** All that is installed apart from the workspace. */
export const apart = {
  lint: { folder: "apps/lint", holds: "TypeScript, Biome, knip, Stryker and AssemblyScript", megabytes: 90 },
  lighthouse: { folder: "apps/lighthouse/tool", holds: "Lighthouse", megabytes: 170 },
  peers: { folder: "apps/bench/peers", holds: "the engines that the bench compares", megabytes: 450 },
} as const satisfies Record<string, Apart>;

/**
 * Installs the tools that a folder's own lock file names; where they are there already, pnpm sees it in some 50 ms.
 *
 * @param command what needs them: the rest of a command that begins with pnpm
 * @returns what to tell the author when it failed.
 */
export async function installApart(name: keyof typeof apart, command: string): Promise<string | undefined> {
  const { folder, holds, megabytes } = apart[name];
  const { code, output } = await run(["pnpm", "install", "--frozen-lockfile"], join(root, folder));
  if (code === 0) return undefined;
  if (code === undefined) {
    return `pnpm ${command} could not start pnpm (${output}). Run it as "pnpm ${command}", or as "npx -y pnpm@12 ${command}".`;
  }
  return [
    output.trim(),
    "",
    `pnpm ${command} could not install ${holds} into ${folder} (some ${megabytes} MB, once).`,
    "It needs the npm registry for that; connect and run it again. If the lock file is out of date,",
    `run "pnpm install" in ${folder}.`,
  ].join("\n");
}

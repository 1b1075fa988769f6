import { join } from "node:path";
import { run } from "./run.ts";

export const root = join(import.meta.dirname, "../../..");

const folder = join(root, "apps/lint");

/** The file in this folder's own node_modules that starts a tool. */
export const tool = (file: string): string => join(folder, "node_modules", file);

/**
 * Installs the tools that the lock file beside this folder names; where they are there already, pnpm sees it in some
 * 50 ms. They are kept apart from the workspace because a learner needs none of them.
 *
 * @param command what needs them: the rest of a command that begins with pnpm
 * @returns what to tell the author when it failed.
 */
export async function installTools(command: string): Promise<string | undefined> {
  const { code, output } = await run(["pnpm", "install", "--frozen-lockfile"], folder);
  if (code === 0) return undefined;
  if (code === undefined) {
    return `pnpm ${command} could not start pnpm (${output}). Run it as "pnpm ${command}", or as "npx -y pnpm@12 ${command}".`;
  }
  return [
    output.trim(),
    "",
    `pnpm ${command} could not install TypeScript, Biome, knip and Stryker into apps/lint (some 60 MB, once).`,
    "It needs the npm registry for that; connect and run it again. If the lock file is out of date,",
    'run "pnpm install" in apps/lint.',
  ].join("\n");
}

import { readFileSync } from "node:fs";
import path from "node:path";
import { courseFolder } from "../course-folder.ts";
import { type Finding, fine, trouble } from "./finding.ts";
import { outputOf } from "./output-of.ts";

/** Whether pnpm is there, in the major version that the course needs. */
export async function pnpmVersion(): Promise<Finding> {
  const { packageManager } = JSON.parse(readFileSync(path.join(courseFolder, "package.json"), "utf8"));
  const needed = /^pnpm@(\d+)/.exec(packageManager)?.[1] ?? "12";
  const mend = `npm i -g pnpm@${needed}`;
  const runs =
    /^pnpm\/(\S+)/.exec(process.env.npm_config_user_agent ?? "")?.[1] ?? (await installedVersion());
  if (runs === undefined) return trouble("pnpm", `not found, and the course needs pnpm ${needed}`, mend);
  if (runs.split(".", 1)[0] === needed) return fine("pnpm", runs);
  return trouble("pnpm", `${runs}, and the course needs pnpm ${needed}`, mend);
}

async function installedVersion(): Promise<string | undefined> {
  // On Windows pnpm can be a .cmd file, which only a shell runs.
  const { status, output } = await outputOf("pnpm", ["--version"], { shell: process.platform === "win32" });
  return status === 0 ? output.trim() : undefined;
}

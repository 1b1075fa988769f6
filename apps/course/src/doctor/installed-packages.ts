import { readFileSync } from "node:fs";
import path from "node:path";
import { courseFolder } from "../course-folder.ts";
import { pnpmCommand } from "../terminal/pnpm-command.ts";
import { type Finding, fine, trouble } from "./finding.ts";

/** Whether what is installed is what pnpm-lock.yaml says. pnpm keeps a copy of the lock file that it has installed from. */
export function installedPackages(): Finding {
  const mend = `${pnpmCommand()} install`;
  const wanted = textOf("pnpm-lock.yaml");
  const installed = textOf("node_modules/.pnpm/lock.yaml");
  if (wanted === undefined) return trouble("packages", "pnpm-lock.yaml is missing or cannot be read", mend);
  if (installed === undefined) return trouble("packages", "node_modules was not installed by pnpm", mend);
  if (wanted === installed) return fine("packages", "installed as pnpm-lock.yaml says");
  return trouble("packages", "installed from another pnpm-lock.yaml than the one that is here", mend);
}

function textOf(file: string): string | undefined {
  try {
    // git may have checked the file out with the line ends of Windows; pnpm writes its copy without.
    return readFileSync(path.join(courseFolder, file), "utf8").replaceAll("\r\n", "\n");
  } catch {
    return undefined;
  }
}

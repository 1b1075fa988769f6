import { readFileSync } from "node:fs";
import path from "node:path";
import { courseFolder } from "../course-folder.ts";
import { pnpmCommand } from "../terminal/pnpm-command.ts";
import { type Finding, fine, trouble } from "./finding.ts";

/** Whether the Node that runs is the one that the course brings: it is tried with no other. */
export function nodeVersion(): Finding {
  const runs = process.version.slice(1);
  const catalog = readFileSync(path.join(courseFolder, "pnpm-workspace.yaml"), "utf8");
  const brought = /^ {2}node: (\d\S*)\s*$/m.exec(catalog)?.[1];
  if (brought === undefined) {
    return trouble(
      "Node",
      `${runs}; pnpm-workspace.yaml does not say which one the course brings`,
      "git restore pnpm-workspace.yaml",
    );
  }
  if (runs === brought) return fine("Node", `${runs}, the one that the course brings`);
  return trouble(
    "Node",
    `${runs}, and the course brings ${brought}, which pnpm puts first`,
    `${pnpmCommand()} install, then run the course through pnpm: ${pnpmCommand()} course doctor`,
  );
}

import { execFile } from "node:child_process";
import { rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
const copyScript = fileURLToPath(
  new URL("../../../course/src/test-support/print-course-copy.ts", import.meta.url),
);

/** A copy of the course in a temporary folder, in which the terminal's commands can be run. */
export interface Terminal {
  readonly folder: string;
  /** Runs `pnpm course …`. @returns what it printed */
  course(...words: string[]): Promise<string>;
  remove(): void;
}

export async function openTerminal(): Promise<Terminal> {
  const folder = (await run(process.execPath, [copyScript])).stdout.trim();
  return {
    folder,
    course: async (...words) =>
      (await run(process.execPath, ["apps/course/src/course.ts", ...words], { cwd: folder })).stdout,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

import { execFile } from "node:child_process";
import { courseFolder } from "../course-folder.ts";

/** What a program printed. Its `status` is undefined where it could not be started, or did not come back. */
export interface ProgramOutput {
  readonly status: number | undefined;
  readonly output: string;
  readonly errors: string;
}

/** Longer than any of the doctor's programs takes on a busy machine, in milliseconds. */
const longest = 20_000;

/** Runs a program in the course's folder. It never throws. */
export function outputOf(
  program: string,
  words: readonly string[],
  { shell = false }: { readonly shell?: boolean } = {},
): Promise<ProgramOutput> {
  return new Promise((resolve) => {
    execFile(program, words, { cwd: courseFolder, timeout: longest, shell }, (error, output, errors) => {
      const status = error === null ? 0 : error.code;
      resolve({ status: typeof status === "number" ? status : undefined, output, errors });
    });
  });
}

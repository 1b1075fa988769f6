import { spawn } from "node:child_process";
import { courseFolder } from "../course-folder.ts";

/** What git answered. */
export interface GitAnswer {
  readonly code: number;
  readonly output: string;
  readonly errors: string;
}

/** There is no git on this computer, or not on the search path. */
export class GitMissing extends Error {
  constructor() {
    super("git is not installed here, or not on the search path. Get it from https://git-scm.com");
  }
}

/** What a hook or another program may have set for a repository of its own. */
const ofOthers = ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_NAMESPACE"];

/**
 * Runs git in the course's folder, in English, without a shell and without asking for a password in between.
 *
 * @returns its answer, whatever its exit code
 * @throws GitMissing
 */
export function git(...words: string[]): Promise<GitAnswer> {
  const env: NodeJS.ProcessEnv = { ...process.env, LC_ALL: "C", GIT_TERMINAL_PROMPT: "0" };
  for (const name of ofOthers) delete env[name];
  return new Promise((resolve, reject) => {
    const child = spawn("git", words, {
      cwd: courseFolder,
      env,
      stdio: ["ignore", "pipe", "pipe"],
      windowsHide: true,
      // In a group of its own Ctrl+C does not reach it: a merge that is cut short would leave half of the files.
      detached: process.platform !== "win32",
    });
    const output: Buffer[] = [];
    const errors: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => output.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => errors.push(chunk));
    child.on("error", (error: NodeJS.ErrnoException) =>
      reject(error.code === "ENOENT" ? new GitMissing() : error),
    );
    child.on("close", (code) =>
      resolve({
        code: code ?? 1,
        output: Buffer.concat(output).toString(),
        errors: Buffer.concat(errors).toString(),
      }),
    );
  });
}

/** What git prints where it succeeds. @throws with git's own reason where it does not */
export async function gitOutput(...words: string[]): Promise<string> {
  const answer = await git(...words);
  if (answer.code === 0) return answer.output;
  throw new Error(`git ${words[0]} did not succeed: ${gitReason(answer)}`);
}

const longestReason = 300;

/** git's own reason in one line. */
export function gitReason({ output, errors, code }: GitAnswer): string {
  const lines = `${errors}\n${output}`
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("hint:"));
  const first = Math.max(
    lines.findIndex((line) => /^(?:fatal|error):/.test(line)),
    0,
  );
  // A line that ends with a colon is followed by what it is about.
  const reason = lines[first]?.endsWith(":") ? lines.slice(first, first + 2).join(" ") : lines[first];
  return (reason ?? `exit code ${code}`).slice(0, longestReason);
}

/** The parts of what git prints with -z. */
export function zeroSeparated(output: string): string[] {
  return output.split("\0").filter((part) => part !== "");
}

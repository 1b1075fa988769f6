import { spawn, spawnSync } from "node:child_process";

/** Whether a test can have a terminal: util-linux has a command that makes one. */
export const hasTerminal =
  process.platform === "linux" && spawnSync("script", ["--version"]).stdout?.includes("util-linux") === true;

/** A part of a question, and what is typed when it is asked. */
export type Answer = readonly [question: string, typed: string];

/** Runs a program of Node in a terminal of its own and answers its questions in turn, each when it is asked. */
export function inTerminal(
  folder: string,
  words: readonly string[],
  answers: readonly Answer[],
  environment: NodeJS.ProcessEnv,
): Promise<{ code: number | null; output: string }> {
  const command = [process.execPath, ...words].map((word) => `'${word}'`).join(" ");
  const child = spawn("script", ["--quiet", "--return", "--command", command, "/dev/null"], {
    cwd: folder,
    env: { ...process.env, CI: undefined, VITEST: undefined, NO_COLOR: "1", ...environment },
  });
  let output = "";
  const open = [...answers];
  child.stdout.on("data", (chunk) => {
    output += chunk;
    const [next] = open;
    if (!next || !output.includes(next[0])) return;
    open.shift();
    child.stdin.write(`${next[1]}\r`);
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, output: output.replaceAll("\r\n", "\n") }));
  });
}

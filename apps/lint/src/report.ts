import { root } from "./root.ts";
import { type Outcome, run } from "./run.ts";

export interface Check {
  name: string;
  /** Run in the root, one after the other, up to the first that fails. */
  commands: string[][];
}

/** Runs one check, then prints its name, and its output only if it failed. Gives whether it passed. */
export async function report({ name, commands }: Check): Promise<boolean> {
  const started = performance.now();
  let outcome: Outcome = { code: 0, output: "" };
  for (const command of commands) {
    outcome = await run(command, root);
    if (outcome.code !== 0) break;
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const passed = outcome.code === 0;
  console.log(`${passed ? "passed" : "FAILED"}  ${name}  (${seconds} s)`);
  if (!passed) console.log(`\n${outcome.output.trim()}\n`);
  return passed;
}

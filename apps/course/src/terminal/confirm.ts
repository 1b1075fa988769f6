import { createInterface } from "node:readline/promises";
import { Interrupted, UsageError } from "./run-command.ts";

/**
 * Asks a question that y answers with yes and anything else with no.
 *
 * @param yes whether the answer was given on the command line already
 * @throws UsageError where there is nobody to ask: no terminal, or a build server
 */
export async function confirm(question: string, { yes }: { yes: boolean }): Promise<boolean> {
  if (yes) return true;
  if (!process.stdin.isTTY || process.env.CI) {
    throw new UsageError(
      `${question}\nThere is no terminal here to answer in. Add --yes to answer with yes; nothing was changed.`,
    );
  }
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  // Ctrl+D closes the input, and the question would wait for ever.
  const closed = new Promise<string>((resolve) => terminal.once("close", () => resolve("")));
  const interrupted = new Promise<never>((_, reject) =>
    terminal.once("SIGINT", () => reject(new Interrupted())),
  );
  try {
    const answer = await Promise.race([terminal.question(`${question} [y/N] `), closed, interrupted]);
    return /^y(?:es)?$/i.test(answer.trim());
  } finally {
    terminal.close();
  }
}

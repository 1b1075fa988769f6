import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** A block of code in a README, with the output that the README claims for it. */
export interface ReadmeExample {
  /** The first name that the code declares. */
  readonly title: string;
  readonly code: string;
  readonly output: string;
  /** Runs the code in the folder of the README and gives what it prints. */
  run(): string;
}

/**
 * Each block of TypeScript in a package's README, with the block of text that follows it.
 *
 * @throws when there is no such block, or one has no output.
 */
export function readmeExamples(readme: URL): ReadmeExample[] {
  const text = readFileSync(readme, "utf8");
  const blocks = text.match(/^```ts$/gm)?.length ?? 0;
  const found = [...text.matchAll(/^```ts\n(.*?)^```\n\n(?:It prints:\n\n)?```text\n(.*?)^```$/gms)];
  if (found.length === 0 || found.length < blocks) {
    throw new Error(
      `${fileURLToPath(readme)} has ${blocks} blocks of code, and ${found.length} of them with an output. ` +
        "Let a block ```text with what it prints follow each block ```ts.",
    );
  }
  const cwd = fileURLToPath(new URL(".", readme));
  return found.map(([, code = "", output = ""]) => ({
    title: code.match(/^(?:const|function) (\w+)/m)?.[1] ?? "",
    code,
    output,
    run: () =>
      execFileSync(process.execPath, ["--input-type=module-typescript", "--eval", code], {
        cwd,
        encoding: "utf8",
      }),
  }));
}

import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { parts, provedFunctions } from "./proof/proved-functions.ts";

const command = fileURLToPath(import.meta.resolve("./prove.ts"));

/** Runs the command. @param stopAt what it says when it gets Ctrl+C */
async function prove(given: readonly string[], stopAt?: string) {
  const running = spawn(process.execPath, [command, ...given], { stdio: ["ignore", "pipe", "pipe"] });
  let [printed, said, isStopped] = ["", "", false];
  running.stdout.setEncoding("utf8").on("data", (text: string) => {
    printed += text;
  });
  running.stderr.setEncoding("utf8").on("data", (text: string) => {
    said += text;
    if (isStopped || stopAt === undefined || !said.includes(stopAt)) return;
    isStopped = running.kill("SIGINT");
  });
  const [exitCode] = await once(running, "close");
  return { exitCode, printed, said };
}

test("both sets of kernels keep all promises on a sample of the float32 values", async () => {
  const { exitCode, printed, said } = await prove(["--sample", "100003"]);
  expect(said).not.toContain("Not proved");
  expect(exitCode).toBe(0);
  const rows = printed.split("\n").filter((line) => /^\| \S/.test(line) && !line.startsWith("| ---"));
  expect(rows).toHaveLength(Object.keys(provedFunctions).length * parts.length);
  expect(rows.filter((row) => !row.endsWith(" | all |"))).toEqual([]);
});

test("words that are not understood are said, with the usage and exit code 2", async () => {
  const { exitCode, printed, said } = await prove(["tan"]);
  expect(exitCode).toBe(2);
  expect(printed).toBe("");
  expect(said).toBe(
    "There is no function tan to prove; there are exp, log, sigmoid, tanh, erf, relu, gelu.\nUsage: pnpm prove [FUNCTION …] [--sample N] [--write]\n",
  );
});

test("Ctrl+C ends it, with nothing printed and exit code 130", async () => {
  const { exitCode, printed, said } = await prove(["exp"], "Ctrl+C");
  expect(exitCode).toBe(130);
  expect(printed).toBe("");
  expect(said).toContain("Stopped before all was proved. Nothing was written.");
});

import { spawnSync } from "node:child_process";
import path from "node:path";
import { expect, test } from "vitest";
import { courseFolder } from "../course-folder.ts";

/** Runs `pnpm mutate` with words that end it before anything is installed or mutated. */
function mutate(...words: string[]) {
  const command = path.join(courseFolder, "apps/lint/src/mutate.ts");
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...words], { encoding: "utf8" });
  return { status, stdout, stderr };
}

test.each(["--help", "-h"])("%s names the packages that can be mutated", (word) => {
  const { status, stdout, stderr } = mutate(word);
  expect(stdout).toContain("activations, normalization, recurrent");
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
});

test.each([
  ["normalisation", `no package "normalisation" to mutate. Did you mean normalization?`],
  ["Recurent", `no package "Recurent" to mutate. Did you mean recurrent?`],
  ["core", `no package "core" to mutate.\n`],
  ["constructor", `no package "constructor" to mutate.\n`],
  ["a\nb", `no package "a\\nb" to mutate.\n`],
  ["", `no package "" to mutate.\n`],
  ["--all", "Unknown option '--all'"],
  ["--force=yes", "'--force' does not take an argument"],
])("%j is refused, with the nearest package and the known ones", (word, message) => {
  const { status, stdout, stderr } = mutate("activations", word);
  expect(stderr).toContain(message);
  expect(stderr).toContain("activations, normalization, recurrent");
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
});

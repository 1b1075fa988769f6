import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
const example = new URL("../example.ts", import.meta.url);

test("the README shows example.ts as it is", () => {
  expect(block("ts")).toBe(readFileSync(example, "utf8"));
});

test("the README shows what example.ts prints", () => {
  const printed = execFileSync(process.execPath, [fileURLToPath(example)], { encoding: "utf8" });
  expect(block("text")).toBe(printed);
});

/** The first fenced block of this language. */
function block(language: string): string | undefined {
  return readme.match(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\`$`, "ms"))?.[1];
}

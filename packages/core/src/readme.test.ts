import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const packageFolder = fileURLToPath(new URL("..", import.meta.url));
const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");

/** Each ```ts block with the ```text block that follows it. */
const examples = [...readme.matchAll(/```ts\n(.*?)```\n\n```text\n(.*?)```/gs)].map(([, code, output]) => ({
  title: code?.match(/^const (\w+)/m)?.[1],
  code: code as string,
  output: output as string,
}));

test("every block of code in the README is an example with its output", () => {
  expect(examples).toHaveLength(readme.match(/```ts\n/g)?.length as number);
  expect(examples.length).toBeGreaterThan(0);
});

test.each(examples)(
  "the README's example that begins with $title prints what the README says",
  ({ code, output }) => {
    const options = ["--input-type=module-typescript", "--eval", code];
    expect(execFileSync(process.execPath, options, { cwd: packageFolder, encoding: "utf8" })).toBe(output);
  },
);

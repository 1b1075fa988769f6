import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, expect, test } from "vitest";
import { readmeExamples } from "./readme-examples.ts";

const folder = mkdtempSync(join(tmpdir(), "readme-"));
afterAll(() => rmSync(folder, { recursive: true }));

function readme(text: string): URL {
  const path = join(folder, "README.md");
  writeFileSync(path, text);
  return pathToFileURL(path);
}

const block = (code: string, output: string) =>
  `\`\`\`ts\n${code}\n\`\`\`\n\n\`\`\`text\n${output}\n\`\`\`\n`;

test("runs each block and gives what it prints", () => {
  const code = "const third: number = 1 / 4;\nconsole.log(third);";
  const [first, second] = readmeExamples(
    readme(`# A\n\n${block(code, "0.25")}\n${block("console.log(2)", "3")}`),
  );
  expect(first?.title).toBe("third");
  expect(first?.run()).toBe(first?.output);
  expect(second?.run()).toBe("2\n");
  expect(second?.output).toBe("3\n");
});

test.each([
  ["no code", "# A\n", "0 blocks of code"],
  ["code without an output", `${block("1", "1")}\n\`\`\`ts\nlet a = 1;\n\`\`\`\n`, "2 blocks of code, and 1"],
])("refuses a README with %s", (_, text, problem) => {
  expect(() => readmeExamples(readme(text))).toThrow(problem);
});

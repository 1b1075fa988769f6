import { execFile } from "node:child_process";
import path from "node:path";
import { promisify, stripVTControlCharacters } from "node:util";
import { expect, test } from "vitest";
import { courseFolder, courseLessons } from "../course-folder.ts";

// The lessons' suites run on the compiled kernels. Both sets give the same bits, so the verdicts are the same on plain loops.

test("every lesson's solution passes on the kernels that are plain loops", async () => {
  const words = [
    path.join(courseFolder, "node_modules/vitest/vitest.mjs"),
    "run",
    ...["--config", path.join(courseFolder, "vitest.config.ts")],
    ...["--root", path.join(courseFolder, "lessons")],
    "--reporter=default",
  ];
  const env = { ...process.env, KERNELS: "plain", VITEST: undefined, NODE_OPTIONS: undefined };
  // Rejects where a test fails.
  const { stdout } = await promisify(execFile)(process.execPath, words, { env });
  const { length } = courseLessons();
  expect(stripVTControlCharacters(stdout)).toContain(`Test Files  ${length} passed (${length})`);
}, 300_000);

import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Lesson } from "@vanishing/catalogue";

/** The packages that a lesson's code and its grading use, and the checks themselves. */
const sources = [
  "packages/*/package.json",
  "packages/*/src/**/*.ts",
  "apps/course/src/authoring/**/*",
  "lessons/package.json",
  "pnpm-lock.yaml",
];

/** No lesson's code runs on these, and tests decide nothing. */
const besides = ["packages/{figures,verification}/**", "**/*.test.ts", "**/test-support/**"];

/**
 * What the verdict on a lesson rests on besides the lesson itself, as texts: the packages, the checks, the versions, and which lessons
 * there are. With the same texts a check comes to the same end.
 */
export function restsOn(courseFolder: string, course: readonly Lesson[]): string[] {
  const files = globSync(sources, { cwd: courseFolder, exclude: besides, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
  return [
    process.version,
    ...course.map(({ folder }) => folder),
    ...files.flatMap((file) => [path.relative(courseFolder, file), readFileSync(file, "utf8")]),
  ];
}

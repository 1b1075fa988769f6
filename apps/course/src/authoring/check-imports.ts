// `pnpm check` runs this file: it holds the whole tree to the direction of imports.
import { globSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";
import { importViolations } from "./import-direction.ts";

const root = join(import.meta.dirname, "../../../..");
const generated = new Set(["node_modules", "dist", "test-results", "playwright-report", ".astro", ".turbo"]);

const paths = globSync("{packages,lessons,apps}/**/{*.ts,*.tsx,*.mdx,*.astro,package.json}", {
  cwd: root,
  exclude: (path) => path.split(sep).some((name) => generated.has(name)),
}).map((path) => path.replaceAll(sep, "/"));

// The grader holds a learner's exercise to what its starter imports.
const isExercise = (path: string) => /^lessons\/[^/]+\/exercise\.ts$/.test(path);

const files = paths
  .filter((path) => !isExercise(path))
  .sort()
  .map((path) => ({ path, text: readFileSync(join(root, path), "utf8") }));

try {
  const violations = importViolations(files);
  for (const { path, line, imported, allowed, fix } of violations) {
    console.error(`${path}:${line} imports ${imported}\n  may import: ${allowed}\n  to fix it:  ${fix}`);
  }
  process.exitCode = violations.length > 0 ? 1 : 0;
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}

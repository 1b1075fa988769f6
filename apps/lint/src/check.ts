// `pnpm check`: format and lint, types, unused code and dependencies, direction of imports, compiled kernels.
// `pnpm check --write` lets Biome fix first what it can.
import { installApart } from "./install-apart.ts";
import { type Check, report } from "./report.ts";
import { tool } from "./tools.ts";

const given = process.argv.slice(2);
const unknown = given.find((argument) => argument !== "--write");
if (unknown !== undefined) {
  console.error(`pnpm check takes --write or nothing; it does not know ${unknown}.`);
  process.exit(2);
}
const write = given.includes("--write");

const missing = await installApart("lint", "check");
if (missing !== undefined) {
  console.error(missing);
  process.exit(1);
}

const node = process.execPath;
const biome = [
  node,
  tool("@biomejs/biome/bin/biome"),
  "check",
  "--error-on-warnings",
  "--max-diagnostics=200",
];
const formatAndLint: Check = {
  name: "format and lint",
  commands: [write ? [...biome, "--write"] : biome],
};
const others: Check[] = [
  {
    name: "types",
    commands: [
      // Writes the types of the site's content, which a fresh clone has not.
      [node, "apps/site/src/astro.ts", "sync", "--root", "apps/site"],
      [node, tool("typescript/bin/tsc"), "--project", "tsconfig.json"],
    ],
  },
  {
    name: "unused code and dependencies",
    commands: [[node, tool("knip/bin/knip.js"), "--config", "apps/lint/knip.jsonc"]],
  },
  {
    name: "direction of imports",
    commands: [[node, "apps/course/src/authoring/check-imports.ts"]],
  },
  {
    name: "compiled kernels",
    commands: [[node, "apps/lint/src/kernels.ts"]],
  },
];

const formatted = report(formatAndLint);
// With --write Biome changes files, so the others wait until it is done.
if (write) await formatted;
const passed = await Promise.all([formatted, ...others.map(report)]);
process.exitCode = passed.every(Boolean) ? 0 : 1;

// `pnpm mutate [PACKAGE …] [--force]`: makes some thousand small mistakes in a copy of a package, one at a time, and counts those that
// its tests notice. Fails below 90 %.
import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { installApart } from "./install-apart.ts";
import { mutatedPackages } from "./mutation/mutated-packages.ts";
import { sandbox } from "./mutation/stryker.config.ts";
import { root } from "./root.ts";
import { tool } from "./tools.ts";

const known = Object.keys(mutatedPackages);
const usage = `pnpm mutate [PACKAGE …]   which mistakes a package's tests would miss: ${known.join(", ")}, or all of them
  --force                 tries again what has not changed since the last run`;

const { names, force } = readArguments(process.argv.slice(2));

const missing = await installApart("lint", "mutate");
if (missing !== undefined) {
  console.error(missing);
  process.exit(1);
}

// Ctrl+C ends Stryker, which keeps what it has found so far. This process waits for it, and tidies up.
let interrupted = false;
process.on("SIGINT", () => {
  interrupted = true;
});

const failed: string[] = [];
for (const name of names) {
  if (interrupted) break;
  console.log(`\n${name}`);
  if ((await mutate(name)) !== 0) failed.push(name);
}
if (failed.length > 0 && !interrupted) console.error(`\nNot there yet: ${failed.join(", ")}.`);
process.exitCode = failed.length > 0 || interrupted ? 1 : 0;

/** What the command line asks for. Ends the process where that is help, or what there is not. */
function readArguments(words: string[]): { names: string[]; force: boolean } {
  try {
    const { values, positionals } = parseArgs({
      args: words,
      options: { force: { type: "boolean", default: false }, help: { type: "boolean", short: "h" } },
      allowPositionals: true,
    });
    if (values.help) {
      console.log(usage);
      process.exit(0);
    }
    const unknown = positionals.find((name) => !known.includes(name));
    if (unknown !== undefined) throw new Error(unknownPackage(unknown));
    const names = positionals.length > 0 ? known.filter((name) => positionals.includes(name)) : known;
    return { names, force: values.force };
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${usage}`);
    process.exit(2);
  }
}

function unknownPackage(name: string): string {
  const begin = name.slice(0, 3).toLowerCase();
  const nearest = begin.length < 3 ? undefined : known.find((other) => other.startsWith(begin));
  const question = nearest === undefined ? "" : ` Did you mean ${nearest}?`;
  return `There is no package ${JSON.stringify(name.slice(0, 60))} to mutate.${question}`;
}

/** Runs Stryker on a package, with its output as it comes. @returns its exit code */
function mutate(name: string): Promise<number> {
  const folder = join(root, "packages", name);
  const stryker = tool("@stryker-mutator/core/bin/stryker.js");
  const words = [
    "run",
    join(import.meta.dirname, "mutation/stryker.config.ts"),
    ...(force ? ["--force"] : []),
  ];
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [stryker, ...words], { cwd: folder, stdio: "inherit" });
    child.on("error", reject);
    child.on("exit", (code) => {
      // Stryker removes it itself, unless it is interrupted.
      rmSync(join(folder, sandbox), { recursive: true, force: true });
      resolve(code ?? 1);
    });
  });
}

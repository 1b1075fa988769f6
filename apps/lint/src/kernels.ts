// `pnpm kernels`: compiles packages/core/assembly and compares the bytes with the committed ones. `--write` puts the new ones there.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { installApart } from "./install-apart.ts";
import { compileKernels, moduleFile } from "./kernels/compile.ts";
import { root } from "./root.ts";

const given = process.argv.slice(2);
const unknown = given.find((argument) => argument !== "--write");
if (unknown !== undefined) {
  console.error(`pnpm kernels takes --write or nothing; it does not know ${unknown}.`);
  process.exit(2);
}

const missing = await installApart("lint", "kernels");
if (missing !== undefined) {
  console.error(missing);
  process.exit(1);
}

const compiled = await compileKernels();
if (typeof compiled === "string") {
  console.error(`packages/core/assembly cannot be compiled:\n\n${compiled}`);
  process.exit(1);
}

const place = "packages/core/src/simd-module.ts";
const file = join(root, place);
const expected = moduleFile(compiled);
if (readFileSync(file, "utf8") === expected) {
  console.log(`${place} holds what packages/core/assembly compiles to: ${compiled.length} bytes.`);
} else if (given.includes("--write")) {
  writeFileSync(file, expected);
  console.log(`Wrote ${place}: ${compiled.length} bytes.`);
} else {
  console.error(
    `${place} is not what packages/core/assembly compiles to. Run "pnpm kernels --write" and commit both.`,
  );
  process.exitCode = 1;
}

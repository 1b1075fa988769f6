import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "../root.ts";
import { tool } from "../tools.ts";

/** What we use of AssemblyScript's compiler. */
interface Compiler {
  main(
    given: string[],
    files: {
      readFile(name: string): string | null;
      writeFile(name: string, contents: string | Uint8Array): void;
      listFiles(): string[];
    },
  ): Promise<{ error: Error | null; stderr: { toString(): string } }>;
}

const sources = join(root, "packages/core/assembly");

const settings = [
  "index.ts",
  "--outFile=kernels.wasm",
  "--runtime=stub",
  "--enable=simd",
  "--enable=nontrapping-f2i",
  // Smaller than with -Oz and -O3, and no slower than either.
  "-O2",
  "--noAssert",
  "--importMemory",
  // Constants lie from here to src/simd-memory.ts's firstAddress. Address 0 is left free: it stands for "none".
  "--memoryBase=1024",
];

/**
 * Compiles the kernels of core.
 *
 * @returns the module's bytes, or the compiler's words when it found a mistake.
 */
export async function compileKernels(): Promise<Uint8Array | string> {
  const compiler: Compiler = await import(pathToFileURL(tool("assemblyscript/dist/asc.js")).href);
  let compiled: Uint8Array | undefined;
  const { error, stderr } = await compiler.main(settings, {
    // AssemblyScript looks like TypeScript and is none, so its files are not called .ts, as the compiler wants them.
    readFile: (name) => readIfThere(join(sources, name.replace(/\.ts$/, ".as"))),
    writeFile(_, contents) {
      if (typeof contents !== "string") compiled = contents;
    },
    listFiles: () => [],
  });
  return compiled ?? (stderr.toString().trim() || String(error));
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return null;
  }
}

/** The file that carries a module, `packages/core/src/simd-module.ts`. */
export function moduleFile(module: Uint8Array): string {
  const text = Buffer.from(module).toString("hex");
  return `/** The kernels of \`packages/core/assembly\`, compiled to WebAssembly, two hexadecimal digits a byte: base64 is shorter, but does not compress. \`pnpm kernels --write\` writes this file. */\nexport const simdModule =\n  "${text}";\n`;
}

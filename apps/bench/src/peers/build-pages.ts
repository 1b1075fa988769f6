import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "vite";
import { peersFolder, pinnedVersions } from "./versions.ts";

const inPeers = (path: string) => join(peersFolder, "node_modules", path);

/** What the peers fetch at run time. */
const wasmFiles = [
  "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm",
  "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm",
  "onnxruntime-web/dist/ort-wasm-simd-threaded.mjs",
  "onnxruntime-web/dist/ort-wasm-simd-threaded.wasm",
];

/** Pages whose script leaves its result, or a promise of it, in `window.measured`. */
export const pages = { peers: "peers.html", firstStep: "first-step.html" } as const;

/** Bundles the measurements that run in a page, and writes their pages into a folder. */
export async function buildPages(folder: string, rounds: number): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await bundle("page.ts", folder);
  await bundle("first-step.ts", folder);
  for (const file of wasmFiles) copyFileSync(inPeers(file), join(folder, file.split("/").at(-1) as string));
  writeFileSync(
    join(folder, pages.peers),
    page(`import { measureInPage } from "./page.js";
window.measured = measureInPage(${JSON.stringify(pinnedVersions())}, ${rounds});`),
  );
  writeFileSync(
    join(folder, pages.firstStep),
    page(`const started = performance.now();
const { firstStep } = await import("./first-step.js");
firstStep();
window.measured = performance.now() - started;`),
  );
}

function page(script: string): string {
  return `<!doctype html>\n<title>bench</title>\n<script type="module">\n${script}\n</script>\n`;
}

async function bundle(entry: string, folder: string): Promise<void> {
  await build({
    configFile: false,
    logLevel: "error",
    // Some peers ask where they are.
    define: { global: "globalThis", "process.env.NODE_ENV": '"production"' },
    resolve: {
      alias: [
        // Its file for browsers asks for Node's file system; its other one does not need what it imports of Node.
        { find: /^(fs|module)$/, replacement: join(import.meta.dirname, "no-node.ts") },
        // Its own bundle for browsers: another one finds no streams to extend.
        { find: /^brain\.js$/, replacement: inPeers("brain.js/browser.js") },
        // Without the graphics card's half, and with its WebAssembly as a file of its own.
        { find: /^onnxruntime-web$/, replacement: inPeers("onnxruntime-web/dist/ort.wasm.min.mjs") },
      ],
    },
    build: {
      outDir: folder,
      emptyOutDir: false,
      target: "esnext",
      reportCompressedSize: false,
      chunkSizeWarningLimit: Infinity,
      lib: {
        entry: join(import.meta.dirname, entry),
        formats: ["es"],
        fileName: entry.replace(".ts", ""),
      },
    },
  });
}

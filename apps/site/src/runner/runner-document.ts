import { fileURLToPath } from "node:url";
import { build, type Rolldown } from "vite";

/**
 * What the frame may do: run its own script, evaluate the learner's text, start its worker. It loads nothing and sends nothing.
 * WebAssembly is for the packages' fast kernels.
 */
const policy = [
  "default-src 'none'",
  "script-src 'unsafe-inline' 'unsafe-eval' 'wasm-unsafe-eval'",
  "worker-src blob:",
  "form-action 'none'",
  "base-uri 'none'",
].join("; ");

/** The runner's frame as one document that needs no other file: its script holds the worker's script, packages and all. */
export async function runnerDocument(): Promise<string> {
  const worker = await bundle("worker.ts");
  const frame = await bundle("frame.ts", { workerScript: JSON.stringify(worker) });
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="robots" content="noindex">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>The runner of exercises</title>
</head>
<body>
<script>${withoutEndTag(frame)}</script>
</body>
</html>
`;
}

/** A file of this folder with all that it imports, as one script. */
async function bundle(file: string, define: Record<string, string> = {}): Promise<string> {
  const [output] = (await build({
    configFile: false,
    logLevel: "error",
    define,
    build: {
      write: false,
      target: "es2022",
      minify: true,
      lib: { entry: fileURLToPath(new URL(file, import.meta.url)), formats: ["iife"], name: "runner" },
    },
  })) as Rolldown.RolldownOutput[];
  const code = output?.output[0].code;
  if (code === undefined) throw new Error(`The runner's ${file} was bundled to nothing.`);
  return code;
}

/** In HTML a script ends at the first `</script`, wherever it stands; in JavaScript `<\/` is the same text. */
function withoutEndTag(script: string): string {
  return script.replaceAll(/<\/(script)/gi, "<\\/$1").replaceAll("<!--", "<\\!--");
}

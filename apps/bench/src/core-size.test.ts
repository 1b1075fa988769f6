import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build, type Rolldown } from "vite";
import { expect, test } from "vitest";

/** What core may weigh in a page that uses all of it, in bytes gzipped: half of what the charts of the figures do. */
const budget = 40_000;

test("core with its compiled kernels is within its budget", async () => {
  const built = await build({
    configFile: false,
    logLevel: "silent",
    build: {
      write: false,
      rolldownOptions: {
        input: fileURLToPath(import.meta.resolve("@vanishing/core")),
        preserveEntrySignatures: "strict",
      },
    },
  });
  const { output } = built as Rolldown.RolldownOutput;
  const code = output.map((file) => (file.type === "chunk" ? file.code : "")).join("");
  // The module is in it, as text: this is how one begins.
  expect(code).toContain(Buffer.from("\0asm").toString("hex"));
  expect(gzipSync(code).length).toBeLessThanOrEqual(budget);
});

// `pnpm prove [FUNCTION …] [--sample N] [--write]`: compares the functions of both sets of kernels with their float64 forms and with each
// other at every float32 value, prints a table in Markdown, and with --write puts it into README.md.
import { readFileSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { kernelsOf } from "@vanishing/core";
import { machine } from "./machine.ts";
import { compareInThreads } from "./proof/in-threads.ts";
import { countOf, everyFloat, sampleOfFloats } from "./proof/inputs.ts";
import { type ProveArguments, readProveArguments, usage } from "./proof/prove-arguments.ts";
import { provedFunction, provedFunctions } from "./proof/proved-functions.ts";
import { type Findings, faults, proofTable } from "./proof/verdict.ts";
import { updatedReport } from "./report.ts";

let asked: ProveArguments;
try {
  asked = readProveArguments(process.argv.slice(2), Object.keys(provedFunctions));
} catch (error) {
  console.error(`${(error as Error).message}\n${usage}`);
  process.exit(2);
}
if (kernelsOf("simd") === kernelsOf("plain")) {
  console.error(
    "This Node has no WebAssembly SIMD, so there is no second set of kernels to prove; Node 18 and newer have it.",
  );
  process.exit(1);
}

const say = (progress: string) => console.error(`… ${progress}`);
const stopped = new AbortController();
process.once("SIGINT", () => stopped.abort(new Error("Stopped before all was proved. Nothing was written.")));

const parts = asked.sample === undefined ? everyFloat() : sampleOfFloats(asked.sample);
const values = countOf(parts.flat());
const threads = availableParallelism();
say(
  `${asked.functions.join(", ")} at ${values.toLocaleString("en-GB")} values each, on ${threads} cores; Ctrl+C ends it`,
);
const all = values * asked.functions.length;
const started = performance.now();
let compared = 0;
let percent = 0;
const findings: Record<string, Findings[string]> = {};
let allHolds = true;
try {
  for (const name of asked.functions) {
    const comparison = await compareInThreads(name, parts, {
      threads,
      signal: stopped.signal,
      done(part) {
        compared += countOf(part);
        const now = Math.floor((100 * compared) / all);
        if (now === percent) return;
        percent = now;
        say(
          `${percent} %, at ${name}, about ${inWords((all / compared - 1) * (performance.now() - started))} to go`,
        );
      },
    });
    findings[name] = { proved: provedFunction(name), comparison };
    for (const fault of faults({ [name]: findings[name] })) {
      allHolds = false;
      console.error(`Not proved: ${fault}`);
    }
  }
} catch (error) {
  if (Object.keys(findings).length > 0) console.log(proofTable(findings));
  console.error((error as Error).message);
  process.exit(stopped.signal.aborted ? 130 : 1);
}

const taken =
  asked.sample === undefined
    ? "Every float32 value"
    : `One in ${asked.sample.toLocaleString("en-GB")} float32 values, and those around the edges of exponents`;
const section = `${taken}, in ${inWords(performance.now() - started)}. Errors in units in the last place, rounded up.

${proofTable(findings)}

${machine()}.`;
console.log(section);

if (!allHolds) process.exitCode = 1;
else if (asked.write) {
  const report = join(import.meta.dirname, "../README.md");
  writeFileSync(report, updatedReport(readFileSync(report, "utf8"), { "every-float32": section }));
  say("written to apps/bench/README.md");
}

function inWords(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  return seconds < 100 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} min`;
}

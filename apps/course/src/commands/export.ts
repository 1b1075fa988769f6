import { readFileSync, statSync } from "node:fs";
import { loadProgress } from "../learner/progress-store.ts";
import { writeAtomically } from "../learner/write-atomically.ts";
import { confirm } from "../terminal/confirm.ts";
import { exitCodes } from "../terminal/run-command.ts";
import { typedPath } from "../terminal/typed-path.ts";

/** Writes the progress as one small JSON file, or to standard output, for another device or for the page. */
export async function exportProgress(
  file: string | undefined,
  { yes = false, schema = false }: { readonly yes?: boolean; readonly schema?: boolean },
): Promise<number> {
  const text = schema ? await schemaText() : await progressText();
  if (file === undefined || file === "-") {
    process.stdout.write(text);
    return exitCodes.done;
  }
  const target = typedPath(file);
  if (isOther(target, text) && !(await confirm(`${target} exists. Replace it?`, { yes }))) {
    console.log("Nothing was written.");
    return exitCodes.failed;
  }
  writeAtomically(target, text);
  console.log(`Written to ${target}. On the other side:  course import FILE`);
  return exitCodes.done;
}

async function progressText(): Promise<string> {
  const { progress, trouble } = await loadProgress();
  if (trouble) throw new Error(`${trouble}. There is nothing to export.`);
  return `${JSON.stringify(progress, null, 2)}\n`;
}

async function schemaText(): Promise<string> {
  const { progressSchema } = await import("@vanishing/catalogue");
  return `${JSON.stringify(progressSchema(), null, 2)}\n`;
}

/** Whether something stands there that would be lost. */
function isOther(file: string, text: string): boolean {
  const facts = statSync(file, { throwIfNoEntry: false });
  if (facts?.isDirectory()) throw new Error(`${file} is a folder. Name a file in it.`);
  return facts !== undefined && readFileSync(file, "utf8") !== text;
}

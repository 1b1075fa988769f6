import { readFileSync, statSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { type Contract, examine } from "../examine.ts";

/** An exercise is some hundred lines; a file over this many bytes is something else. */
const largestExercise = 1_000_000;

/**
 * Reads an exercise file without running it. The problem, if there is one, is a text for the learner: what keeps the file from
 * being checked, and where.
 */
export async function readExercise(
  file: string,
  contract: Contract,
): Promise<{ text: string; problem: undefined } | { problem: string }> {
  const facts = statSync(file, { throwIfNoEntry: false });
  if (!facts) return { problem: "There is no such file." };
  if (!facts.isFile())
    return { problem: "This is not a file. Move it away; the next run creates the exercise again." };
  if (facts.size > largestExercise) {
    return {
      problem: `The file has ${facts.size} bytes, and an exercise has a few thousand. Did something else end up in it?`,
    };
  }
  const text = readFileSync(file, "utf8").replace(/^\uFEFF/, "");
  if (text.includes("\0"))
    return { problem: "The file holds binary data, and an exercise is TypeScript text." };
  const problem = syntaxProblem(text) ?? (await examine(text, contract));
  return problem === undefined ? { text, problem } : { problem };
}

/** The first syntax error, with its line as an editor shows it. */
function syntaxProblem(text: string): string | undefined {
  try {
    stripTypeScriptTypes(text, { sourceUrl: "exercise.ts" });
    return undefined;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const frame = /^exercise\.ts:(\d+)\n([\s\S]*?)\n\n/.exec(error.stack ?? "");
    if (!frame) return `The exercise cannot be read as TypeScript: ${error.message}.`;
    return `Line ${frame[1]} cannot be read as TypeScript: ${error.message}.\n\n${indent(frame[2] as string)}`;
  }
}

function indent(text: string): string {
  return text.replaceAll(/^/gm, "  ");
}

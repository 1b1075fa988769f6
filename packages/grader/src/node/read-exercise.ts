import { readFileSync, readlinkSync, statSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { type Contract, contractOf, examine } from "../examine.ts";

/** An exercise is some hundred lines; a file over this many bytes is something else. */
const largestExercise = 1_000_000;

/** The contract that a lesson's starter sets. */
export function contractOfStarter(file: string): Promise<Contract> {
  return contractOf(withoutTypes(readFileSync(file, "utf8")));
}

/**
 * Reads an exercise file without running it. What comes back is a text for the learner, what keeps the file from being checked, and
 * where; or `undefined`, where nothing does.
 */
export async function exerciseProblem(file: string, contract: Contract): Promise<string | undefined> {
  let content: Buffer;
  try {
    const facts = statSync(file);
    if (!facts.isFile()) return "This is not a file. Move it away; the next run creates the exercise again.";
    if (facts.size > largestExercise) {
      return `The file has ${facts.size} bytes, and an exercise has a few thousand. Did something else end up in it?`;
    }
    content = readFileSync(file);
  } catch (error) {
    return unreadable(file, error as NodeJS.ErrnoException);
  }
  if (content[0] === 0xff && content[1] === 0xfe)
    return "The file is saved as UTF-16. Save it as UTF-8, as editors do.";
  if (content.includes(0)) return "The file holds binary data, and an exercise is TypeScript text.";
  const text = content.toString("utf8").replace(/^\uFEFF/, "");
  try {
    return await examine(withoutTypes(text), contract);
  } catch (error) {
    return syntaxProblem(error, text);
  }
}

function unreadable(file: string, { code, message }: NodeJS.ErrnoException): string {
  const target = linkTarget(file);
  if (target !== undefined && code === "ENOENT") {
    return `This is a link that leads to ${target}, where nothing is. Put your file there, or remove the link; the next run creates the exercise again.`;
  }
  if (code === "EACCES" || code === "EPERM") {
    return `The file may not be read: its permissions forbid it${target === undefined ? "" : ` at ${target}, where it leads`}. Change them, for example in your file manager.`;
  }
  return `The file cannot be read: ${message}. The next run creates it again when it is gone.`;
}

function linkTarget(file: string): string | undefined {
  try {
    return readlinkSync(file);
  } catch {
    return undefined;
  }
}

function withoutTypes(text: string): string {
  return stripTypeScriptTypes(text, { sourceUrl: "exercise.ts" });
}

/** A syntax error in words, with its line as an editor shows it. */
function syntaxProblem(error: unknown, text: string): string {
  if (!(error instanceof Error)) throw error;
  const frame = /^exercise\.ts:(\d+)\n([\s\S]*?)\n\n/.exec(error.stack ?? "");
  const message = inPlainWords(error.message);
  if (!frame) return `The exercise cannot be read as TypeScript: ${message}.`;
  const line = Number(frame[1]);
  const lookalike = lookalikeIn(text.split("\n")[line - 1] ?? "");
  return `Line ${line} cannot be read as TypeScript: ${message}.${lookalike}\n\n${indent(frame[2] as string)}`;
}

function inPlainWords(message: string): string {
  if (message.includes("outside of module code"))
    return "an export stands inside of a function. Is a } missing above it?";
  return message
    .replace("'<eof>'", "the end of the file")
    .replace("'<lexing error>'", "a character that it does not know")
    .replace(/[.\s]+$/, "");
}

/** Characters of printed formulas, and what the keyboard has for them. */
const keyboard = {
  "−": "-",
  "–": "-",
  "×": "*",
  "·": "*",
  "÷": "/",
  "²": "** 2",
  "‘": "'",
  "’": "'",
  "“": '"',
  "”": '"',
};

function lookalikeIn(line: string): string {
  const found = Object.entries(keyboard).find(([printed]) => line.includes(printed));
  return found ? ` The character ${found[0]} belongs to printed formulas. In code it is ${found[1]}` : "";
}

function indent(text: string): string {
  return text.replaceAll(/^/gm, "  ");
}

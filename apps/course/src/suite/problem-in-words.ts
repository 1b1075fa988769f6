import { stripVTControlCharacters } from "node:util";

/** What Node says where the permission model refuses, by the flag that would allow it. */
const refused: Readonly<Record<string, string>> = {
  "fs-write": "may not write files",
  "child-process": "may not start other programs",
  net: "may not use the network",
};

/** A message with what Node's permission model says put into a learner's words. */
export function inPlainWords(message: string): string {
  return message.replaceAll(
    // In a check's message it may be cut short.
    /Access to this API has been restricted\.(?: Use --allow-([\w-]+))?[^\n]*/g,
    (_whole, flag: string | undefined) =>
      `An exercise ${refused[flag ?? ""] ?? "may not do this"}. Take the line out that tries to.`,
  );
}

/** An error that kept the suite from being loaded, in words for the learner. */
export function loadingProblem(error: { readonly name?: string; readonly message: string }): string {
  const message = inPlainWords(stripVTControlCharacters(String(error.message)));
  if (message.startsWith("process.exit")) {
    return "Your code calls process.exit, which ends the run. Take the call out.";
  }
  return (
    syntaxProblem(message) ??
    `Your code threw an error while it was loaded: ${error.name ?? "Error"}: ${firstLine(message)}`
  );
}

/** What vite's parser says of errors that only show when names are resolved, such as a name declared twice. */
function syntaxProblem(message: string): string | undefined {
  const cause = /\[PARSE_ERROR\] (.+)|Parse failed with \d+ errors?:\n(.+)/.exec(message);
  if (!cause) return undefined;
  const line = /exercise\.ts:(\d+):\d+/.exec(message)?.[1];
  return `${line ? `Line ${line}` : "The exercise"} cannot be read as TypeScript: ${cause[1] ?? cause[2]}.`;
}

/** The end of a process that nobody had asked to end, in words. @param printed what Node said last, among what the exercise printed */
export function nativeDeath(
  { code, signal }: { readonly code: number | null; readonly signal: NodeJS.Signals | null },
  printed: string,
): string {
  return printed.includes("heap out of memory")
    ? "Your code ran out of memory. What grows without end?"
    : `Your code ended its own process (${signal ?? `exit code ${code}`}).`;
}

function firstLine(message: string): string {
  return message.split("\n", 1)[0] as string;
}

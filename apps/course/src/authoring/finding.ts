import { styleText } from "node:util";

/** One thing that is not as it should be in a lesson, or in the folder of the lessons. */
export interface Finding {
  /** The file's path from the lesson's folder; empty for the folder itself. */
  readonly file: string;
  /** Counted from 1, where there is one. */
  readonly line?: number | undefined;
  /** What is wrong, in a sentence. */
  readonly problem: string;
  /** What to do about it, in a sentence. */
  readonly advice: string;
  /** The lesson cannot be run before this is mended; to try would say the same once more for each answer. */
  readonly halts?: true;
}

/**
 * Findings as text: a line for each with its place, and below it what to do; once, where that is the same for several in a row.
 *
 * @param folder the lesson's folder as an author would type it, such as `lessons/03-saturation`
 */
export function describeFindings(findings: readonly Finding[], folder: string): string {
  return findings
    .flatMap(({ file, line, problem, advice }, i) => {
      const place = [file === "" ? folder : `${folder}/${file}`, line].filter((part) => part !== undefined);
      const found = `  ${styleText("bold", place.join(":"))}  ${indented(problem)}`;
      return findings[i + 1]?.advice === advice ? [found] : [found, `    ${indented(advice)}`];
    })
    .join("\n");
}

function indented(text: string): string {
  return text.trim().replaceAll("\n", "\n    ");
}

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

/** A finding as two lines of text. @param folder the lesson's folder as an author would type it, such as `lessons/03-saturation` */
export function describeFinding({ file, line, problem, advice }: Finding, folder: string): string {
  const place = [file === "" ? folder : `${folder}/${file}`, line].filter((part) => part !== undefined);
  return `  ${styleText("bold", place.join(":"))}  ${indented(problem)}\n    ${indented(advice)}`;
}

function indented(text: string): string {
  return text.trim().replaceAll("\n", "\n    ");
}

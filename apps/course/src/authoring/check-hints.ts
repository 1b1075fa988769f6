import { describePath, hintsFor } from "@vanishing/grader";
import type { LessonSurvey } from "@vanishing/grader/node";
import type { Finding } from "./finding.ts";
import { forbiddenWord, withoutForbiddenWord } from "./forbidden-words.ts";
import { lineOf } from "./line-numbers.ts";
import { repeated } from "./repeated.ts";

const file = "hints.ts";

/**
 * Every test of the suite finds hints, every entry can be reached and goes in two to four stages, and no stage is a line of the solution.
 *
 * @param paths the suite's tests
 * @param text the text of hints.ts
 * @param solution the text of solution.ts
 */
export function checkHints(
  { hints }: Pick<LessonSurvey, "hints">,
  paths: readonly (readonly string[])[],
  text: string,
  solution: string,
): Finding[] {
  const places = new Set(paths.flatMap((path) => path.map((_, i) => describePath(path.slice(0, i + 1)))));
  const used = new Set(paths.map((path) => hintsFor(path, hints)));
  const code = linesOfCode(solution);
  const unhelped = paths
    .filter((path) => hintsFor(path, hints).length === 0)
    .map((path) => ({
      file,
      problem: `The test "${describePath(path)}" finds no hints.`,
      advice: `Add an entry for it, or for its group "${path[0]}".`,
    }));
  const entries = Object.entries(hints).flatMap(([key, stages]) => {
    const line = lineOf(text, `${key}": [`) ?? lineOf(text, `${key}: [`);
    const report = (problem: string, advice: string) => ({
      file,
      line,
      problem: `"${key}": ${problem}`,
      advice,
    });
    const findings: Finding[] = [];
    if (!places.has(key)) {
      findings.push(report("no test and no group has this path.", "Write the path as pnpm test prints it."));
    } else if (!used.has(stages)) {
      findings.push(
        report("all its tests have entries of their own.", "Take it out: nobody gets to see it."),
      );
    }
    if (stages.length < 2 || stages.length > 4) {
      findings.push(
        report(`it has ${stages.length} stages.`, "Give two to four, from a nudge to nearly there."),
      );
    }
    return [...findings, ...stages.flatMap((stage, i) => checkStage(stage, i + 1, code, report))];
  });
  const twice = repeated(Object.values(hints).flat()).map((stage) => ({
    file,
    line: lineOf(text, stage),
    problem: `This hint stands twice: "${stage}"`,
    advice: "A learner who asks again wants to read something new.",
  }));
  return [...unhelped, ...entries, ...twice];
}

function checkStage(
  stage: string,
  number: number,
  code: readonly string[],
  report: (problem: string, advice: string) => Finding,
): Finding[] {
  const word = forbiddenWord(stage);
  const pasted = code.find((line) => withoutSpace(stage).includes(line));
  const findings: Finding[] = [];
  if (stage.trim() === "")
    findings.push(report(`stage ${number} is empty.`, "Write a sentence, or take it out."));
  if (word !== undefined) findings.push(report(`stage ${number} says "${word}".`, withoutForbiddenWord));
  if (pasted !== undefined) {
    findings.push(
      report(
        `stage ${number} gives a line of the solution: ${pasted}`,
        "Point to the idea; the line is the learner's to write.",
      ),
    );
  }
  return findings;
}

/** Shorter lines, such as `return x;`, say nothing. */
const tellingLine = 8;

/** What the lines inside of the solution's functions compute, without space. */
function linesOfCode(solution: string): string[] {
  return solution
    .split("\n")
    .map((line) => line.trim().replace(/^(?:return|const \w+ =|let \w+ =)\s/, ""))
    .filter((line) => !/^(?:\/\/|\/?\*|import\b|export\b)/.test(line))
    .map((line) => withoutSpace(line).replace(/;$/, ""))
    .filter((line) => line.length >= tellingLine);
}

function withoutSpace(text: string): string {
  return text.replace(/\s+/g, "");
}

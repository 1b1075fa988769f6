import type { LessonSurvey } from "@vanishing/grader/node";
import type { Finding } from "./finding.ts";
import { forbiddenWord, withoutForbiddenWord } from "./forbidden-words.ts";
import { lineOf } from "./line-numbers.ts";
import { repeated } from "./repeated.ts";

const file = "mistakes.ts";

/** Every known mistake has a name, a sentence and a hint of its own, is about a task, and has probes that tell it apart. */
export function checkMistakes({ mistakes, probed, solution }: LessonSurvey, text: string): Finding[] {
  const tasks = Object.keys(solution);
  const findings: Finding[] = [];
  if (mistakes.length === 0) {
    const problem = "There is no known mistake, so no wrong value earns a hint.";
    findings.push({ file, problem, advice: "Think of how each task can be misunderstood, and add those." });
  }
  for (const key of ["name", "misunderstanding", "hint"] as const) {
    for (const entry of repeated(mistakes.map((mistake) => mistake[key]))) {
      const problem = `Two mistakes have the ${key} "${entry}".`;
      findings.push({ file, line: lineOf(text, entry), problem, advice: "Give each its own." });
    }
  }
  for (const { name, task, misunderstanding, hint } of mistakes) {
    const report = (problem: string, advice: string) =>
      findings.push({ file, line: lineOf(text, `"${name}"`), problem: `${name}: ${problem}`, advice });
    if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(name)) {
      report("the name is not in lower case with hyphens.", "Write it as in one-sided.");
    }
    if (!tasks.includes(task)) {
      report(`the task ${task} is none of the solution's.`, `The tasks are ${tasks.join(", ")}.`);
    } else if (!probed.includes(task)) {
      report(`there are no probes for ${task}.`, `Add inputs to probes.${task} on which it is off by far.`);
    }
    for (const [key, sentence] of Object.entries({ misunderstanding, hint })) {
      const word = forbiddenWord(sentence);
      if (sentence.trim() === "") report(`the ${key} is empty.`, "Write one sentence.");
      if (word !== undefined) report(`the ${key} says "${word}".`, withoutForbiddenWord);
    }
  }
  return findings;
}

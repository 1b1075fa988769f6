import { describePath, openTask } from "@vanishing/grader";
import {
  type Candidate,
  type GenericAnswer,
  type Grade,
  type GradeOptions,
  genericAnswers,
  gradeAll,
  type LessonSurvey,
} from "@vanishing/grader/node";
import type { Finding } from "./finding.ts";
import { repeated } from "./repeated.ts";

/** An answer that the suite is tried on, and what its grade should be. */
interface Trial {
  readonly candidate: Candidate;
  readonly judge: (grade: Grade) => readonly Finding[];
}

export interface CheckedAnswers {
  /** The suite's tests, as the solution met them. */
  readonly paths: readonly (readonly string[])[];
  readonly findings: readonly Finding[];
}

export interface CheckOptions {
  /** Milliseconds that an endless loop is given. A second, unless told, is enough to see that the suite does not come back from it. */
  readonly loopLimit?: number;
}

/** All others come back, in milliseconds; on a busy machine they may take their time. */
const answerLimit = 20_000;

/**
 * The suite tells right from wrong: it passes the solution and the variants, and fails the starter, each test by its TODO, every known
 * mistake, which it recognises in either style, and the wrong answers that need no thought.
 *
 * @param lessonFolder the path of the lesson's folder
 */
export async function checkAnswers(
  lessonFolder: string,
  survey: LessonSurvey,
  { loopLimit = 1000 }: CheckOptions = {},
): Promise<CheckedAnswers> {
  const tasks = Object.keys(survey.solution);
  const [solution] = await gradeAll(lessonFolder, [{ kind: "solution" }], { timeLimit: answerLimit });
  const paths = solution?.tests.map(({ path }) => path) ?? [];
  const solved = solution ? judgeSolution(solution) : [];
  // A suite that cannot be loaded, or hangs on the solution, says the same of every other answer.
  if (solution?.stopped !== undefined) return { paths, findings: solved };
  const others = [
    starterTrial(tasks),
    ...survey.variants.map(({ algorithm }, index) => variantTrial(algorithm, index)),
    ...survey.mistakes.flatMap(({ name }, index) => [
      mistakeTrial(name, index, "mistake"),
      mistakeTrial(name, index, "mistakeInAnotherStyle"),
    ]),
    ...tasks.flatMap((task) =>
      (Object.keys(genericAnswers) as GenericAnswer[])
        .filter((answer) => answer !== "an endless loop")
        .map((answer) => genericTrial(task, answer)),
    ),
  ];
  const loops = tasks.map((task) => genericTrial(task, "an endless loop"));
  const findings = [
    ...solved,
    ...(await tryAll(lessonFolder, others, { timeLimit: answerLimit })),
    // Recognition would run a loop that the suite itself may never call.
    ...(await tryAll(lessonFolder, loops, { timeLimit: loopLimit, recognition: false })),
  ];
  return { paths, findings };
}

async function tryAll(
  lessonFolder: string,
  trials: readonly Trial[],
  options: GradeOptions,
): Promise<Finding[]> {
  const candidates = trials.map(({ candidate }) => candidate);
  const grades = await gradeAll(lessonFolder, candidates, options);
  return trials.flatMap(({ judge }, i) => judge(grades[i] as Grade));
}

const failed = ({ tests }: Grade) => tests.filter(({ state }) => state === "failed");

function judgeSolution(grade: Grade): Finding[] {
  const twice = repeated(grade.tests.map(({ path }) => describePath(path))).map((path) => ({
    file: "lesson.test.ts",
    problem: `Two tests have the path "${path}".`,
    advice: "Name what each asks: hints and results are found by it.",
  }));
  return [...mustPass("the solution", "solution.ts", grade), ...twice];
}

function variantTrial(algorithm: string, index: number): Trial {
  return {
    candidate: { kind: "variant", index },
    judge: (grade) => mustPass(`the variant "${algorithm}"`, "variants.ts", grade),
  };
}

function mustPass(answer: string, file: string, grade: Grade): Finding[] {
  const advice = "Mend the answer, or where it is right, the test that refuses it.";
  const failures = failed(grade).map(({ path, message }) => ({
    file,
    problem: `The suite fails ${answer} in "${describePath(path)}":\n${message ?? ""}`,
    advice,
  }));
  if (grade.stopped !== undefined) {
    return [...failures, { file, problem: `The suite stopped at ${answer}: ${grade.stopped}`, advice }];
  }
  if (grade.tests.length > 0) return failures;
  const problem = "The suite has no tests.";
  return [{ file: "lesson.test.ts", problem, advice: "Write what the exercise must hold." }];
}

/** Errors of the language: code that met one has crashed, and says nothing about what a learner should do. */
const crashes = ["TypeError", "ReferenceError", "SyntaxError", "RangeError", "EvalError", "URIError"];

function starterTrial(tasks: readonly string[]): Trial {
  const file = "starter.ts";
  const judge = (grade: Grade): Finding[] => {
    if (grade.stopped !== undefined) {
      const problem = `The suite stopped at the starter: ${grade.stopped}`;
      return [{ file, problem, advice: "A starter loads, and every test fails by its TODO." }];
    }
    const tests = grade.tests.flatMap(({ path, state, message = "", error = "" }) => {
      const name = describePath(path);
      if (state === "passed") {
        const problem = `The test "${name}" passes on the starter.`;
        return [
          { file: "lesson.test.ts", problem, advice: "Let it use the task, and expect more than an error." },
        ];
      }
      if (/^TODO\b/.test(message) || !crashes.includes(error)) return [];
      const problem = `The test "${name}" fails on the starter by a ${error}, not by its TODO:\n${message}`;
      return [
        {
          file,
          problem,
          advice: 'Throw new Error("TODO: name") in the gap before anything else goes wrong.',
        },
      ];
    });
    const open = grade.tests.map((result) => openTask(result, tasks));
    const unnamed = tasks
      .filter((task) => !open.includes(task))
      .map((task) => ({
        file,
        problem: `No test of the starter fails by a TODO for ${task}.`,
        advice: `Let its gap throw new Error("TODO: ${task}"), and the suite check it.`,
      }));
    return [...tests, ...unnamed];
  };
  return { candidate: { kind: "starter" }, judge };
}

function mistakeTrial(name: string, index: number, kind: "mistake" | "mistakeInAnotherStyle"): Trial {
  const file = "mistakes.ts";
  const style = kind === "mistake" ? "wrong" : "inAnotherStyle";
  const judge = (grade: Grade): Finding[] => {
    if (grade.stopped !== undefined) {
      const problem = `The suite stopped at the mistake ${name} (${style}): ${grade.stopped}`;
      return [{ file, problem, advice: "A known mistake comes back with wrong values." }];
    }
    const findings: Finding[] = [];
    if (failed(grade).length === 0) {
      findings.push({
        file,
        problem: `The suite passes the mistake ${name} (${style}).`,
        advice: "Add a test with an input on which it is off by more than the tolerance.",
      });
    }
    const names = grade.recognised.map((mistake) => mistake.name);
    if (names.length !== 1 || names[0] !== name) {
      const came = names.length === 0 ? "nothing" : names.join(" and ");
      findings.push({
        file,
        problem: `The mistake ${name} (${style}) is recognised as ${came}.`,
        advice: "Choose probes on which its values are those of both styles, and of no other mistake.",
      });
    }
    return findings;
  };
  return { candidate: { kind, index }, judge };
}

function genericTrial(task: string, answer: GenericAnswer): Trial {
  const judge = (grade: Grade): Finding[] => {
    const comesBack = answer !== "an endless loop";
    if (comesBack ? failed(grade).length > 0 : grade.stopped?.includes("did not come back")) return [];
    return [
      {
        file: "lesson.test.ts",
        problem: `The suite accepts a ${task} that gives ${answer}${grade.stopped ? `: ${grade.stopped}` : "."}`,
        advice: `Check ${task} on inputs where that is wrong; a tolerance must not swallow the value.`,
      },
    ];
  };
  return { candidate: { kind: "generic", name: answer, task }, judge };
}

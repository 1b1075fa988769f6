import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { exerciseWithMistake, type Mistake } from "@vanishing/grader";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { courseLessons, lessonFile } from "../course-folder.ts";
import { copyCourse } from "../test-support/course-copy.ts";

const course = copyCourse();
afterAll(() => course.remove());

const folder = "03-saturation";
const solution = readFileSync(path.join(course.folder, "lessons", folder, "solution.ts"), "utf8");
const starter = readFileSync(path.join(course.folder, "lessons", folder, "starter.ts"), "utf8");
const lastLines = "const e = Math.exp(x);\n  return e / (1 + e);";

beforeEach(() => rmSync(course.exercise(folder), { recursive: true, force: true }));

async function runWith(text: string) {
  course.writeExercise(folder, text);
  return course.run("test", "lesson-3");
}

describe("pnpm test lesson-3", () => {
  test("creates the exercise, fails on the starter and names the first gap", async () => {
    const { code, output } = await course.run("test", "lesson-3");
    expect(code).toBe(1);
    expect(output).toContain("Created lessons/03-saturation/exercise.ts");
    expect(output).toContain("0 of 13 checks hold. The first gap is sigmoid.");
    expect(output).toContain("Next: write sigmoid in lessons/03-saturation/exercise.ts, then run");
    expect(readFileSync(course.exercise(folder), "utf8")).toBe(starter);
  });

  test("passes with the solution, and sees an edit at once", async () => {
    const passed = await runWith(solution);
    expect(passed.output).toContain("All 13 checks hold.");
    expect(passed.code).toBe(0);
    const edited = await runWith(solution.replace("4 * e", "2 * e"));
    expect(edited.code).toBe(1);
    expect(edited.output).toContain("✗ tanhDerivative");
  });

  test("leads with the first wrong value, and lists the gaps that are left", async () => {
    const half = `${starter.replace('throw new Error("TODO: sigmoidDerivative");', "return x * (1 - x);")}`;
    const { output } = await runWith(half);
    expect(output).toContain("✗ sigmoidDerivative › stays above 0 and at most 1/4");
    expect(output).toContain("x · (1 − x)");
    expect(output).toContain("Still to write: sigmoid, tanhDerivative.");
  });

  test.each([
    ["a syntax error", solution.replace("return 1 /", "return 1 +/"), "Line 2 cannot be read as TypeScript"],
    [
      "a missing export",
      solution.replace("export function tanhD", "function tanhD"),
      "does not export tanhDerivative",
    ],
    [
      "the package's own answer",
      'export { sigmoid } from "@vanishing/activations";',
      "it may import nothing",
    ],
    [
      "a name declared twice",
      solution.replace(lastLines, `const e = 1;\n  ${lastLines}`),
      "Line 3 cannot be read as TypeScript: Identifier `e` has already been declared",
    ],
    [
      "a function pasted twice",
      `${solution}\nexport function sigmoid() {}`,
      "cannot be read as TypeScript: Duplicated export 'sigmoid'",
    ],
    ["import.meta", `${solution}\nconst all = import.meta.glob("./solution.ts");`, "uses import.meta"],
    [
      "TODO in words of one's own",
      solution.replace(lastLines, 'throw new Error("TODO finish this later");'),
      "The first gap is sigmoid",
    ],
    [
      "a rejection that nobody waits for",
      `${solution}\nPromise.reject(undefined);`,
      "failed outside of a check",
    ],
    ["a throw", solution.replace(lastLines, 'throw new Error("boom");'), "an error: Error: boom"],
    [
      "a throw while loading",
      `${solution}\nthrow new TypeError("at the top");`,
      "while it was loaded: TypeError: at the top",
    ],
    ["undefined", solution.replace(lastLines, "return undefined as never;"), "is a return missing?"],
    ["NaN", solution.replace(lastLines, "return NaN;"), "NaN means"],
    ["a wrong shape", solution.replace(lastLines, "return [0.5] as never;"), "this is a list"],
    [
      "a promise",
      solution.replace(
        "export function sigmoid(x: number): number",
        "export async function sigmoid(x: number)",
      ),
      "is the function async?",
    ],
    [
      "no function",
      "export const sigmoid = 1, sigmoidDerivative = 2, tanhDerivative = 3;",
      "A function is needed here, and this is 1",
    ],
    [
      "zero everywhere",
      "export const sigmoid = () => 0, sigmoidDerivative = sigmoid, tanhDerivative = sigmoid;",
      "It gave 0 for every input that was tried.",
    ],
  ])("meets %s with a message of its own", async (_name, text, message) => {
    const { code, output, errors } = await runWith(text);
    expect(code).toBe(1);
    expect(output).toContain(message);
    expect(output).toContain("Next: ");
    expect(output + errors).not.toMatch(/^\s+at .*(?:apps|packages|node_modules)/m);
  });

  test("a second folder with the same number is named, and nothing breaks", async () => {
    const twin = path.join(course.folder, "lessons", "03-saturation-old");
    cpSync(path.dirname(course.exercise(folder)), twin, { recursive: true });
    const { code, errors } = await course.run("test", "lesson-3");
    rmSync(twin, { recursive: true });
    expect(code).toBe(1);
    expect(errors.trim()).toBe(
      "Two lessons have the number 3: lessons/03-saturation and lessons/03-saturation-old. Rename one of the folders.",
    );
  });

  test("runs several lessons, each once, and fails if one of them does", async () => {
    course.writeExercise(folder, solution);
    const { code, output } = await course.run("test", "saturation", "3", "lesson-0");
    expect(code).toBe(1);
    expect(output.match(/^Lesson \d+/gm)).toEqual(["Lesson 3", "Lesson 0"]);
  });
});

describe("the words after pnpm test", () => {
  test.each([["-- 3"], ["3"], ["03"], ["saturation"], ["lessons/03-saturation"], ["lesson 3"]])(
    "%s is lesson 3",
    async (words) => {
      course.writeExercise(folder, solution);
      const { code, output } = await course.run("test", ...words.split(" "));
      expect(output).toContain("Lesson 3 · saturation");
      expect(code).toBe(0);
    },
  );

  test("lesson-1 never runs lesson 10", async () => {
    const tenth = path.join(course.folder, "lessons", "10-tenth");
    cpSync(path.join(course.folder, "lessons", "01-products"), tenth, { recursive: true });
    const suite = path.join(tenth, "lesson.test.ts");
    writeFileSync(suite, readFileSync(suite, "utf8").replace("#exercise/01-products", "#exercise/10-tenth"));
    const first = await course.run("test", "lesson-1");
    const last = await course.run("test", "lesson-10");
    rmSync(tenth, { recursive: true });
    expect(first.output.match(/^Lesson \d+ · .*$/gm)).toEqual(["Lesson 1 · products"]);
    expect(last.output.match(/^Lesson \d+ · .*$/gm)).toEqual(["Lesson 10 · tenth"]);
    // Each test stands once: a file name taken as a pattern would have run both suites.
    expect(first.output.match(/takes each factor by itself/g)).toHaveLength(1);
  });

  test.each([
    [["saturatoin"], "lesson-3  (saturation)"],
    [["lesson-99"], "Did you mean  "],
    [["quantum-gravity"], "There is no lesson"],
    [["3", "nonsense!"], 'no lesson "nonsense!"'],
    [[""], 'no lesson ""'],
    [["x".repeat(10_000)], "…"],
    [["--bail"], "unknown option '--bail'"],
  ])("%j ends with exit code 2 and a way on", async (words, message) => {
    const { code, output, errors } = await course.run("test", ...words);
    expect(code).toBe(2);
    expect(output).toBe("");
    expect(errors).toContain(message);
    expect(errors.length).toBeLessThan(600);
  });

  test("--help says what can be run", async () => {
    const { code, output } = await course.run("test", "--help");
    expect(code).toBe(0);
    expect(output).toContain("test lesson-3");
  });
});

// That every mistake is recognised, as itself, is what `course check` holds the lessons to.
const copied = courseLessons().filter((lesson) =>
  existsSync(path.join(course.folder, "lessons", lesson.folder)),
);
const oneMistakeEach = await Promise.all(
  copied.map(async (lesson) => {
    const { mistakes }: { mistakes: readonly Mistake[] } = await import(lessonFile(lesson, "mistakes.ts"));
    const [mistake] = mistakes as readonly [Mistake, ...Mistake[]];
    return { lesson, mistake, name: `${lesson.slug}: ${mistake.name}` };
  }),
);

describe("a known mistake, written into the exercise", () => {
  test.each(oneMistakeEach)("$name fails with its hint", async ({ lesson, mistake }) => {
    const solved = readFileSync(lessonFile(lesson, "solution.ts"), "utf8");
    course.writeExercise(lesson.folder, exerciseWithMistake(solved, mistake));
    const { code, output } = await course.run("test", lesson.slug);
    expect(code).toBe(1);
    expect(output).toContain(mistake.misunderstanding);
    expect(output).toContain(mistake.hint);
  });
});

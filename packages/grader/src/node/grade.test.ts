import { fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, onTestFinished, test } from "vitest";
import { type Candidate, type GenericAnswer, genericAnswers } from "./candidate.ts";
import { grade } from "./grade.ts";
import type { GradingRequest } from "./grading-messages.ts";

const lesson = path.join(import.meta.dirname, "sample-lesson");
const states = async (candidate: Candidate) => {
  const { tests } = await grade(lesson, candidate);
  return tests.map(({ path, state }) => [path.join(" › "), state]);
};

describe("grade", () => {
  test("passes the solution, and reports the tests in file order", async () => {
    const { tests, recognised, stopped } = await grade(lesson, { kind: "solution" });
    expect(stopped).toBeUndefined();
    expect(recognised).toEqual([]);
    expect(tests).toEqual([
      { path: ["double", "gives twice as much"], state: "passed" },
      { path: ["triple", "gives three times 1"], state: "passed" },
      { path: ["triple", "gives three times -2"], state: "passed" },
    ]);
  });

  test("fails the starter, each test by its TODO", async () => {
    const { tests } = await grade(lesson, { kind: "starter" });
    expect(tests.map(({ message }) => message)).toEqual(["TODO: double", "TODO: triple", "TODO: triple"]);
  });

  test("takes an exercise as a text, types and imports among it", async () => {
    const text = `import { describeValue } from "@vanishing/checks";
import type { Mistake } from "./mistakes.ts";
const twice = (x: number): number => (describeValue(x) === "" ? 0 : 2 * x);
export const double = (x: number): number => twice(x);
export const triple = (x: number): Mistake["name"] | number => twice(x) + x + 1;`;
    expect(await states({ kind: "text", text })).toEqual([
      ["double › gives twice as much", "passed"],
      ["triple › gives three times 1", "failed"],
      ["triple › gives three times -2", "failed"],
    ]);
  });

  test("passes a variant", async () => {
    expect((await states({ kind: "variant", index: 0 })).every(([, state]) => state === "passed")).toBe(true);
  });

  test.each(["mistake", "mistakeInAnotherStyle"] as const)("fails a %s and recognises it", async (kind) => {
    for (const [index, name] of ["squares", "loses-the-sign"].entries()) {
      const { tests, recognised } = await grade(lesson, { kind, index });
      expect(tests.some(({ state }) => state === "failed")).toBe(true);
      expect(recognised.map((mistake) => mistake.name)).toEqual([name]);
    }
  });

  test.each(Object.keys(genericAnswers).filter((name) => name !== "an endless loop") as GenericAnswer[])(
    "fails a generic wrong answer: %s",
    async (name) => {
      expect(
        (await states({ kind: "generic", name, task: "triple" })).some(([, state]) => state === "failed"),
      ).toBe(true);
    },
  );

  test("stops an endless loop and says where", async () => {
    const { tests, stopped } = await grade(
      lesson,
      { kind: "generic", name: "an endless loop", task: "triple" },
      { timeLimit: 1000 },
    );
    expect(tests.map(({ state }) => state)).toEqual(["passed"]);
    expect(stopped).toBe("It did not come back within 1 s: triple › gives three times 1.");
  });

  test("leaves no process behind that loops for ever, when nobody is there to kill it", async () => {
    const child = fork(new URL("grading-process.ts", import.meta.url), {
      execArgv: ["--disable-warning=ExperimentalWarning"],
      stdio: ["ignore", "ignore", "ignore", "ipc"],
    });
    onTestFinished(() => void child.kill("SIGKILL"));
    child.send({
      lesson: pathToFileURL(`${lesson}/`).href,
      candidates: [{ kind: "generic", name: "an endless loop", task: "double" }],
      suite: true,
      recognition: false,
      lastResort: 500,
    } satisfies GradingRequest);
    const [code, signal] = await once(child, "exit");
    expect([code, signal]).toEqual([null, "SIGKILL"]);
  });

  test("says what keeps a candidate from being loaded", async () => {
    const { tests, stopped } = await grade(lesson, { kind: "exercise" });
    expect(tests).toEqual([]);
    expect(stopped).toContain("exercise.ts");
  });

  test("can recognise without running the suite", async () => {
    const { tests, recognised } = await grade(lesson, { kind: "mistake", index: 0 }, { suite: false });
    expect(tests).toEqual([]);
    expect(recognised).toHaveLength(1);
  });
});

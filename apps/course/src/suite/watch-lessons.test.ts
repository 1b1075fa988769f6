import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, afterEach, expect, test } from "vitest";
import { copyCourse } from "../test-support/course-copy.ts";
import { type Running, start } from "../test-support/run-program.ts";
import { withoutFileEvents } from "../test-support/without-file-events.ts";

const course = copyCourse();
let watching: Running | undefined;

afterEach(async () => {
  watching?.signal("SIGKILL");
  await watching?.ended;
});
afterAll(() => course.remove());

const exercise = course.exercise("03-saturation");
const solution = readFileSync(path.join(path.dirname(exercise), "solution.ts"), "utf8");
const mistaken = solution.replace("4 * e", "2 * e");

/** A watch, and a way to wait for what it prints next; a text that never comes fails the test by its time limit. */
function listenTo(run: Running) {
  watching = run;
  let heard = 0;
  return {
    async next(text: string): Promise<string> {
      for (;;) {
        const at = run.output().indexOf(text, heard);
        if (at >= 0) {
          const passage = run.output().slice(heard, at + text.length);
          heard = at + text.length;
          return passage;
        }
        await wait(5);
      }
    },
  };
}

const watch = (...words: string[]) => listenTo(course.start("test", ...words, "--watch"));
const ready = "Ctrl+C ends it.";

test("a watch shows that it checks, checks each save, and leaves with 130 and no process behind", async () => {
  writeFileSync(exercise, solution);
  const { next } = watch("lesson-3");
  expect(await next("checking…")).toBe("checking…");
  expect(await next(ready)).toContain("All 13 checks hold.");
  writeFileSync(exercise, mistaken);
  expect(await next("checking…")).not.toContain("hold");
  expect(await next(ready)).toContain("9 of 13 checks hold.");
  writeFileSync(exercise, mistaken.replace("return 1 /", "return 1 +/"));
  expect(await next(ready)).toContain("Line 2 cannot be read as TypeScript");
  writeFileSync(exercise, solution);
  expect(await next(ready)).toContain("All 13 checks hold.");
  const { lessons } = JSON.parse(readFileSync(path.join(course.folder, "progress.json"), "utf8"));
  expect(lessons.saturation.passed).toBe(true);

  watching?.signal("SIGINT");
  expect(await watching?.ended).toMatchObject({ code: 130, errors: "" });
  // Where a process is left, this ends by the test's time limit.
  while (process.platform !== "win32" && watching?.signal(0)) await wait(10);
});

test("prints the same as a single run", async () => {
  writeFileSync(exercise, mistaken);
  const single = await course.run("test", "lesson-3");
  const { next } = watch("lesson-3");
  await next("checking…\n");
  expect(await next(ready)).toBe(
    `${single.output}\nWatching lessons/03-saturation/exercise.ts. Ctrl+C ends it.`,
  );
});

test("takes saves at once for one, and runs again what is saved while it runs", async () => {
  writeFileSync(exercise, solution);
  const { next } = watch("lesson-3");
  await next(ready);
  for (const text of [mistaken, solution, mistaken]) {
    // In one step, as most editors save: a busy machine would read a file that is still empty.
    writeFileSync(`${exercise}.new`, text);
    renameSync(`${exercise}.new`, exercise);
  }
  expect(await next(ready)).toContain("9 of 13 checks hold.");
  writeFileSync(exercise, solution);
  expect(await next(ready)).toContain("All 13 checks hold.");
  expect(watching?.output().match(/^Lesson 3/gm)).toHaveLength(3);
});

test.skipIf(process.platform === "win32")(
  "abandons a run that loops when the exercise is saved",
  async () => {
    writeFileSync(exercise, solution);
    const { next } = watch("lesson-3");
    await next(ready);
    // The exercise tells this test that it loops.
    const loops = new Promise((resolve) => process.once("SIGUSR2", resolve));
    writeFileSync(exercise, `process.kill(${process.pid}, "SIGUSR2");\nfor (;;);\n${solution}`);
    await loops;
    writeFileSync(exercise, mistaken);
    const passage = await next(ready);
    expect(passage).toContain("9 of 13 checks hold.");
    expect(passage).not.toContain("did not come back");
  },
);

test("goes on after an exercise that ends its process, that is replaced, that is removed and comes back", async () => {
  writeFileSync(exercise, `process.exit();\n${solution}`);
  const { next } = watch("lesson-3");
  expect(await next(ready)).toContain("calls process.exit");
  writeFileSync(`${exercise}.new`, mistaken);
  renameSync(`${exercise}.new`, exercise);
  expect(await next(ready)).toContain("9 of 13 checks hold.");
  rmSync(exercise);
  expect(await next("It is checked again when it is back.\n")).toContain("exercise.ts is gone");
  writeFileSync(exercise, solution);
  expect(await next(ready)).toContain("All 13 checks hold.");
});

test("watches several lessons, and checks again the one that is saved", async () => {
  writeFileSync(exercise, solution);
  const { next } = listenTo(course.start("course", "watch", "saturation", "0"));
  await next("Watching lessons/03-saturation/exercise.ts, lessons/00-warm-up/exercise.ts.");
  await next(ready);
  expect(watching?.output().match(/^Lesson \d/gm)).toEqual(["Lesson 3", "Lesson 0"]);
  writeFileSync(exercise, mistaken);
  const passage = await next(ready);
  expect(passage).toContain("Lesson 3");
  expect(passage).not.toContain("Lesson 0");
});

test.each([
  ["test", "--watch"],
  ["course", "watch"],
])("pnpm %s %s without a lesson says what is missing", async (...words) => {
  const { code, output, errors } = await course.run(words[0] as string, words[1] as string);
  expect(code).toBe(2);
  expect(output).toBe("");
  expect(errors).toContain("Which lesson should be watched?");
});

const line = course.commandOf("test", "lesson-3", "--watch");
const watchless = withoutFileEvents(line[0] as string, line.slice(1));

test.skipIf(watchless === undefined)(
  "looks for changes itself where no file events arrive, and says so",
  async () => {
    writeFileSync(exercise, solution);
    const [program, words] = watchless as [string, string[]];
    const { next } = listenTo(start(course.folder, [program, ...words]));
    await next("It is looked at every 100 ms: file events do not arrive here.");
    writeFileSync(exercise, mistaken);
    expect(await next(ready)).toContain("9 of 13 checks hold.");
  },
);

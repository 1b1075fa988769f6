import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";
import type { FrameMessage, RunRequest } from "../src/runner/messages.ts";
import type { createRunner } from "../src/runner/runner.ts";
import { openRunner, runInPage } from "./support/runner.ts";
import { expect, test } from "./support/site-test.ts";

const lessons = fileURLToPath(new URL("../../../lessons/", import.meta.url));
/** The runner that {@link openRunner} puts into the page. */
declare const runner: ReturnType<typeof createRunner>;

const folder = "03-saturation";
const read = (file: string) => readFileSync(`${lessons}${folder}/${file}`, "utf8");
const lesson: RunRequest["lesson"] = {
  folder,
  suite: read("lesson.test.ts"),
  starter: read("starter.ts"),
  solution: read("solution.ts"),
  mistakes: read("mistakes.ts"),
};
const lastLines = "const e = Math.exp(x);\n  return e / (1 + e);";
const inSigmoid = (code: string) => lesson.solution.replace(lastLines, `${code}\n  ${lastLines}`);
const atTheTop = (code: string) => `${code}\n${lesson.solution}`;

/** Runs an exercise of lesson 3 in the page. */
const run = (page: Page, exercise: string) => runInPage(page, { lesson, exercise });

const passed = (messages: readonly FrameMessage[]) =>
  messages.flatMap((message) => (message.kind === "result" ? [message.result.state === "passed"] : []));

test.beforeEach(({ page, site }) => openRunner(page, site));

test("passes the solution, fails the starter by its TODOs, and runs again and again", async ({ page }) => {
  for (const [exercise, verdict] of [
    [lesson.solution, true],
    [lesson.starter, false],
    [lesson.solution, true],
  ] as const) {
    const messages = await run(page, exercise);
    expect(passed(messages)).toEqual(Array(13).fill(verdict));
    expect(messages.at(-1)).toEqual({ kind: "done" });
  }
});

test("recognises a known mistake", async ({ page }) => {
  const messages = await run(
    page,
    lesson.solution.replace(/Math\.exp\(-2.+\n.+/, "1;\n  return 1 - x ** 2;"),
  );
  expect(messages.find(({ kind }) => kind === "recognised")).toMatchObject({
    recognised: [{ name: "tanh-input-taken-for-output" }],
  });
});

for (const [name, exercise, kind, problem] of [
  ["a syntax error", "export function sigmoid( {", "refused", "cannot be read as TypeScript"],
  [
    "a foreign import",
    'export { tanh as sigmoid } from "@vanishing/core";',
    "refused",
    "it may import nothing",
  ],
  ["a throw of no error while loading", atTheTop("throw null;"), "refused", "while it was loaded"],
  ["an endless loop", inSigmoid("for (;;);"), "stopped", 'in the check "sigmoid › agrees with'],
  ["an endless loop while loading", atTheTop("for (;;);"), "stopped", "while it was loaded"],
] as const) {
  test(`${name} is told, and the next run works`, async ({ page }) => {
    const last = (await run(page, exercise)).at(-1);
    expect(last).toMatchObject({ kind, problem: expect.stringContaining(problem) });
    expect(passed(await run(page, lesson.solution))).toEqual(Array(13).fill(true));
  });
}

for (const [name, code] of [
  ["objects", "const all: unknown[] = []; for (;;) all.push(new Array(1e6).fill(x));"],
  ["typed arrays", "const all: unknown[] = []; for (;;) all.push(new Float64Array(1e6).fill(x));"],
] as const) {
  test(`${name} without end are stopped, and the next run works`, async ({ page }) => {
    const messages = await run(page, inSigmoid(code));
    // Where the browser itself refuses more memory, that is an error like others, and the checks fail by it.
    const refusedByBrowser = passed(messages).includes(false) && messages.at(-1)?.kind === "done";
    expect(refusedByBrowser || messages.at(-1)?.kind === "stopped").toBe(true);
    expect(passed(await run(page, lesson.solution))).toEqual(Array(13).fill(true));
  });
}

for (const [name, code] of [
  ["closes its worker when it has finished", "self.close();"],
  ["posts messages", 'self.postMessage({ kind: "done" }); self.postMessage({ kind: "result" });'],
  [
    "redefines what answers",
    "self.postMessage = undefined as never; MessagePort.prototype.postMessage = () => {};",
  ],
  ["redefines the console", "console = undefined as never;"],
] as const) {
  test(`code that ${name} does not change the verdict`, async ({ page }) => {
    expect(passed(await run(page, atTheTop(code)))).toEqual(Array(13).fill(true));
    expect(passed(await run(page, `${code}\n${lesson.solution.replace("4 * e", "2 * e")}`))).toContain(false);
  });
}

test("what the exercise prints is heard, and bounded", async ({ page }) => {
  const printed = (messages: readonly FrameMessage[]) =>
    messages.flatMap((message) => (message.kind === "printed" ? [message.text] : [])).join("");
  expect(printed(await run(page, atTheTop('console.log("x is %d", 4, { a: 1 });')))).toBe(
    "x is 4 { a: 1 }\n",
  );
  const flood = await run(page, inSigmoid('for (;;) console.log("again and again");'));
  expect(printed(flood)).toHaveLength(100_000);
  expect(flood.at(-1)?.kind).toBe("stopped");
});

test("an exercise reaches no network, no storage and no page", async ({ page, site }) => {
  const blocked: (string | undefined)[] = [];
  const answered: string[] = [];
  page.context().on("requestfailed", (request) => blocked.push(request.failure()?.errorText));
  page.context().on("response", (response) => answered.push(response.url()));
  const attempts = {
    document: "document.title",
    storage: "localStorage.length",
    database: 'indexedDB.open("x")',
    request: `(() => {
      const request = new XMLHttpRequest();
      request.open("GET", "${site}/favicon.svg", false);
      request.send();
    })()`,
    script: `importScripts("${site}/favicon.svg")`,
  };
  const code = Object.entries(attempts).map(
    ([name, attempt]) =>
      `try { ${attempt}; console.log("${name} reached"); } catch { console.log("no ${name}"); }`,
  );
  const messages = await run(page, atTheTop(code.join("\n")));
  const printed = messages.flatMap((message) => (message.kind === "printed" ? [message.text.trim()] : []));
  expect(printed).toEqual(Object.keys(attempts).map((name) => `no ${name}`));
  // Some of what the policy blocks is told as a request that failed, and some is never told.
  expect(new Set(blocked)).toEqual(new Set(["csp"]));
  expect(answered.filter((address) => address.endsWith("favicon.svg"))).toEqual([]);
});

test("a new run gives up the one before it", async ({ page }) => {
  const [first, second] = await page.evaluate(
    async ([endless, solved]) => {
      const heard: FrameMessage[][] = [[], []];
      await Promise.all([
        runner.run(endless, (message) => heard[0]?.push(message)),
        runner.run(solved, (message) => heard[1]?.push(message)),
      ]);
      return heard;
    },
    [
      { lesson, exercise: inSigmoid("for (;;);") },
      { lesson, exercise: lesson.solution },
    ] as const,
  );
  expect(passed(second ?? [])).toEqual(Array(13).fill(true));
  expect(first?.some(({ kind }) => kind === "stopped")).toBe(false);
});

test("the frame runs nothing for a page that has left its sandbox out", async ({ page, site }) => {
  const answered = await page.evaluate(
    async ([address, request]) => {
      const element = document.createElement("iframe");
      element.src = address;
      await new Promise((resolve) => {
        element.addEventListener("load", resolve);
        document.body.append(element);
      });
      const { port1, port2 } = new MessageChannel();
      const answer = new Promise((resolve) => {
        port1.onmessage = () => resolve(true);
        setTimeout(() => resolve(false), 1500);
      });
      element.contentWindow?.postMessage(request, "*", [port2]);
      return answer;
    },
    [`${site}/runner.html`, { lesson, exercise: lesson.solution }] as const,
  );
  expect(answered).toBe(false);
});

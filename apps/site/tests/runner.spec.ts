import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";
import type { FrameMessage, GradeTask } from "../src/runner/messages.ts";
import type { createRunner } from "../src/runner/runner.ts";
import { openRunner, runInPage } from "./support/runner.ts";
import { expect, test } from "./support/site-test.ts";

const lessons = fileURLToPath(new URL("../../../lessons/", import.meta.url));
/** The runner that {@link openRunner} puts into the page. */
declare const runner: ReturnType<typeof createRunner>;

const folder = "03-saturation";
const read = (file: string) => readFileSync(`${lessons}${folder}/${file}`, "utf8");
const lesson: GradeTask["lesson"] = {
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
  // The browser asks for the page's own icon when it likes, and that is an image.
  page.context().on("response", (response) => {
    if (response.request().resourceType() !== "image") answered.push(response.url());
  });
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
  // Some of what the policy blocks is told as a request that failed, if late, and some is never told.
  await expect.poll(() => [...new Set(blocked)]).toEqual(["csp"]);
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
    [
      `${site}/runner.html`,
      { task: { kind: "grade", lesson, exercise: lesson.solution }, packages: [] },
    ] as const,
  );
  expect(answered).toBe(false);
});

const own = { name: "exercise.ts", text: lesson.solution };
const user = (text: string) => ({ name: "user.ts", text });

test("what texts define is called, several calls at once and beside a run", async ({ page }) => {
  const slopes = user(`import { tanh } from "@vanishing/activations";
import { tanhDerivative } from "exercise.ts";
export const slopes = (xs: number[]) => Float64Array.from(xs, (x) => tanhDerivative(x) / tanh.derivative(x));`);
  const [first, second, run] = await page.evaluate(
    async ([lesson, modules]) => {
      const results: FrameMessage[] = [];
      const call = (xs: number[]) => runner.call({ modules, name: "slopes", inputs: [xs] });
      const run = runner.run({ lesson, exercise: lesson.solution }, (message) => results.push(message));
      const values = await Promise.all([call([0, 1]), call([20])]);
      await run;
      return [...values.map((value) => [...(value as Float64Array)]), results];
    },
    [lesson, [own, slopes]] as const,
  );
  expect((first as number[]).map((ratio) => ratio.toFixed(12))).toEqual(["1.000000000000", "1.000000000000"]);
  expect((second as number[])[0]).toBeCloseTo(1, 12);
  expect(passed(run as FrameMessage[])).toEqual(Array(13).fill(true));
});

test("every package of the course can be used, and all share one engine", async ({ page }) => {
  const modules = [
    user(`import { tanh } from "@vanishing/activations";
import { matrixFromRows, random, Tape } from "@vanishing/core";
import { heNormal, meanField } from "@vanishing/initializers";
import { layerNorm } from "@vanishing/normalization";
import { rnn } from "@vanishing/recurrent";
export function use() {
  const tape = new Tape({ precision: "f64" });
  const x = tape.constant(heNormal(random(1), { fanIn: 4, fanOut: 4, precision: "f64" }));
  const normalized = layerNorm({ features: 4, precision: "f64" }).forward(tape, x).value;
  return { rows: normalized.rows, chi: meanField(tanh, { sigmaW: 1 }).fixedPoint().chi1, cell: typeof rnn };
}`),
  ];
  const used = await page.evaluate((modules) => runner.call({ modules, name: "use", inputs: [] }), modules);
  expect(used).toEqual({ rows: 4, chi: expect.closeTo(1, 12), cell: "function" });
});

test("a package that cannot be loaded is told, and asked for again by the next call", async ({
  browser,
  site,
}) => {
  // Its own page: the browser logs what is not loaded as an error.
  const page = await browser.newPage();
  await page.route("**/runner/initializers.js", (route) => route.abort(), { times: 1 });
  await openRunner(page, site);
  const modules = [
    user('import { heNormal } from "@vanishing/initializers";\nexport const f = () => typeof heNormal;'),
  ];
  const call = () =>
    page.evaluate(
      (modules) => runner.call({ modules, name: "f", inputs: [] }).catch((error: Error) => error.message),
      modules,
    );
  expect(await call()).toContain("A package that this code needs could not be loaded.");
  expect(await call()).toBe("function");
  await page.close();
});

for (const [name, text, problem] of [
  ["throws", 'export const f = () => { throw new RangeError("beyond"); };', "RangeError: beyond"],
  ["does not come back", "export const f = () => { for (;;); };", "did not come back"],
  ["gives what cannot be sent", "export const f = () => () => 1;", "could not be cloned"],
  ["is not there", "export const g = 1;", "user.ts exports no function f"],
] as const) {
  test(`a call of what ${name} is refused with the reason`, async ({ page }) => {
    const reason = await page.evaluate(
      (modules) =>
        runner.call({ modules, name: "f", inputs: [] }).then(
          () => "none",
          (error: Error) => error.message,
        ),
      [own, user(text)],
    );
    expect(reason).toContain(problem);
  });
}

test("a frame that cannot be loaded is told, and loaded by the next run", async ({ page, site }) => {
  await page.route("**/runner.html", (route) => route.abort(), { times: 1 });
  // Another runner than the one whose frame has come already.
  await openRunner(page, site);
  expect((await run(page, lesson.solution)).at(-1)).toMatchObject({
    kind: "stopped",
    problem: expect.stringContaining("could not be loaded"),
  });
  expect(passed(await run(page, lesson.solution))).toEqual(Array(13).fill(true));
});

import { describe, expect, test } from "vitest";
import { checkPredictions } from "./check-predictions.ts";

const page = (...body: string[]) => ["---", "title: Sample", "---", "", ...body].join("\n");
const question = (run: string) =>
  `<Predict ${run} within="5 %">\n  What?\n\n  <Fragment slot="why">So.</Fragment>\n</Predict>\n`;
const findings = (text: string, predictions: string) =>
  checkPredictions(text, predictions).map(({ file, line, problem }) => `${file}:${line} ${problem}`);

describe("checkPredictions", () => {
  test("finds nothing where each function answers a question", () => {
    const text = page(question('run="left"'), question('run="right"'), question('run="left"'));
    const predictions =
      "const depth = 3;\nexport function left() {\n  return depth;\n}\nexport async function right() {}\n";
    expect(findings(text, predictions)).toEqual([]);
    expect(findings(page("No questions."), "")).toEqual([]);
  });

  test("finds questions without a function, on their lines", () => {
    const text = page("One.", "", question('run="lost"'), question("run={lost}"), question(""));
    expect(checkPredictions(text, "export function left() {}\n")).toEqual([
      {
        file: "lesson.mdx",
        line: 7,
        problem: "A <Predict> runs lost, and predictions.ts exports no function lost.",
        advice: 'Name one that predictions.ts exports, run="name": left.',
      },
      {
        file: "lesson.mdx",
        line: 13,
        problem: "A <Predict> names no function.",
        advice: 'Name one that predictions.ts exports, run="name": left.',
      },
      {
        file: "lesson.mdx",
        line: 19,
        problem: "A <Predict> names no function.",
        advice: 'Name one that predictions.ts exports, run="name": left.',
      },
      {
        file: "predictions.ts",
        line: 1,
        problem: "No question of the page runs left.",
        advice: 'Ask the question in lesson.mdx, <Predict run="left">, or take the function out.',
      },
    ]);
    expect(checkPredictions(page(question('run="lost"')), "")).toMatchObject([
      { advice: 'Export a function from predictions.ts, and name it: run="name".' },
    ]);
  });

  test("passes over what code samples and prose say", () => {
    expect(findings(page("```mdx", '<Predict run="lost" />', "```", "", "`<Predict />`"), "")).toEqual([]);
  });

  test.each([
    ["a constant", "export const left = 3;", "This export is no function with a name."],
    ["a list", "function f() {}\nexport { f as left };", "This export is no function with a name."],
    ["all of another module", 'export * from "./solution.ts";', "This export is no function with a name."],
    ["a default", "export default function () {}", "This export is no function with a name."],
  ])("refuses the export of %s", (_, predictions, problem) => {
    expect(findings(page(), predictions)).toEqual([expect.stringContaining(problem)]);
  });

  test("refuses a function that asks for an argument", () => {
    expect(
      findings(page(question('run="left"')), "\nexport function left(depth = 3) {\n  return depth;\n}\n"),
    ).toEqual(["predictions.ts:2 left takes an argument, and the page calls it with none."]);
  });

  test.each([
    ["page", page("It is {x."), "export function left() {}"],
    ["predictions", page(question('run="left"')), "export function left( {"],
  ])("leaves a syntax error in the %s to others", (_, text, predictions) => {
    expect(findings(text, predictions)).toEqual([]);
  });
});

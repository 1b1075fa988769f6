import { describe, expect, test } from "vitest";
import { answerFrom, expectation, judge, readPrediction, readQuestion } from "./question.ts";

const choice = readQuestion({ choices: { wide: "The wide one", narrow: "The narrow one" } });
const yesOrNo = readQuestion({ choices: { true: "Yes", false: "No" } });
const number = readQuestion({ within: "a factor of 10" });
const layers = readQuestion({ within: "5", unit: "layers" });
const words = (text: string) => text.replaceAll("\u{A0}", " ");

describe("readQuestion", () => {
  test.each([
    ["neither choices nor a tolerance", {}, "A question has either choices"],
    ["both", { choices: { a: "A", b: "B" }, within: "5 %" }, "A question has either choices"],
    ["one choice", { choices: { a: "A" } }, "A question has 2 to 4 choices; this one has 1."],
    ["five choices", { choices: { a: "", b: "", c: "", d: "", e: "" } }, "this one has 5"],
    ["a unit of choices", { choices: { a: "A", b: "B" }, unit: "layers" }, "Only a number has a unit"],
    ["a tolerance that is none", { within: "some" }, 'it is "some"'],
  ])("refuses %s", (_, attributes, message) => {
    expect(() => readQuestion(attributes)).toThrow(message);
  });
});

describe("answerFrom", () => {
  test("takes what answers the question", () => {
    expect(answerFrom(choice, "wide")).toBe("wide");
    expect(answerFrom(yesOrNo, true)).toBe("true");
    expect(answerFrom(readQuestion({ choices: { 1: "one", 2: "two" } }), 2)).toBe("2");
    expect(answerFrom(number, 0)).toBe(0);
  });

  test.each([
    [choice, "other", 'The run gave "other", and the choices are wide, narrow.'],
    [choice, "toString", 'The run gave "toString"'],
    [choice, undefined, "The run gave undefined"],
    [choice, ["wide"], "The run gave wide, and the choices are"],
    [yesOrNo, 1, "The run gave 1"],
    [number, Number.NaN, "The run gave NaN, and the question asks for a finite number."],
    [number, Number.POSITIVE_INFINITY, "The run gave Infinity"],
    [number, "3", 'The run gave "3"'],
    [number, null, "The run gave null"],
  ])("refuses what does not (%#)", (question, value, message) => {
    expect(() => answerFrom(question, value)).toThrow(message);
  });
});

describe("readPrediction", () => {
  test("reads a choice and a number", () => {
    expect(readPrediction(choice, "narrow")).toEqual({ value: "narrow" });
    expect(readPrediction(layers, "44 layers")).toEqual({ value: 44 });
  });

  test.each([
    [choice, null, "Choose an answer first."],
    [choice, "other", "Choose an answer first."],
    [number, null, "Type a number"],
    [number, "abc", "“abc” cannot be read"],
  ])("says what is missing (%#)", (question, entered, problem) => {
    expect(readPrediction(question, entered)).toEqual({ problem: expect.stringContaining(problem) });
  });
});

test("what is expected of a number says how near it must be, and choices speak for themselves", () => {
  expect(words(expectation(layers))).toBe("A number such as 0.25, 1e-6 or 10^-3. It holds within 5 layers.");
  expect(expectation(choice)).toBe("");
});

test.each([
  [choice, "wide", "wide", true, "You said “The wide one”. The run gave “The wide one”."],
  [choice, "narrow", "wide", false, "You said “The narrow one”. The run gave “The wide one”."],
  [yesOrNo, "false", "true", false, "You said “No”. The run gave “Yes”."],
  [number, 1e-6, 4 ** -10, true, "You said 10⁻⁶. The run gave 9.54 × 10⁻⁷: yours is 4.9 % too large."],
  [
    number,
    1e-3,
    4 ** -10,
    false,
    "You said 0.001. The run gave 9.54 × 10⁻⁷: yours is 1,049 times too large.",
  ],
  [number, 0, 0, true, "You said 0. The run gave 0: yours is exactly right."],
  [layers, 50, 44, false, "You said 50 layers. The run gave 44 layers: yours is off by 6 layers."],
] as const)("a prediction is judged (%#)", (question, prediction, came, holds, expected) => {
  const judgement = judge(question, prediction, came);
  expect(judgement.holds).toBe(holds);
  expect(words(judgement.words)).toBe(expected);
});

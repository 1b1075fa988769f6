import { tanh } from "@vanishing/activations";
import { matchers } from "@vanishing/checks";
import { random } from "@vanishing/core";
import { describe, expect, test } from "vitest";
import { centralDifference } from "#exercise/00-warm-up";

expect.extend(matchers);

const seed = 20;

// A function's name is what a failure shows of it, so these are named by their formulas.
const cube = { "t³": (t: number) => t ** 3 }["t³"];

function parabola(a: number, b: number, c: number): (t: number) => number {
  const formula = `${a}t² + ${b}t + ${c}`;
  return { [formula]: (t: number) => (a * t + b) * t + c }[formula] as (t: number) => number;
}

describe("centralDifference", () => {
  test("looks to both sides: on x³ at 2 with a step of 1 it gives 13", () => {
    expect(centralDifference).toAgreeWith([13], {
      why: "A step this wide shows which points are used: (27 − 1) / 2, from x = 3 and x = 1.",
      inputs: [[cube, 2, 1]],
      tolerance: 0,
      toleranceFrom: "these are small whole numbers, so nothing is rounded",
    });
  });

  test("is exact on parabolas", () => {
    const draw = random(seed);
    const drawn = Array.from({ length: 20 }, (_, i) => {
      const [a, b, c] = [draw.integer(9) - 4, draw.integer(9), draw.integer(9)];
      const x = (draw.integer(17) - 8) / 4;
      return { slope: 2 * a * x + b, inputs: [parabola(a, b, c), x, [0.25, 0.5, 2][i % 3]] };
    });
    expect(centralDifference).toAgreeWith(
      drawn.map(({ slope }) => slope),
      {
        why: "To the right a parabola bends away as much as to the left, so in the difference the bend cancels.",
        inputs: drawn.map(({ inputs }) => inputs),
        tolerance: 1e-12,
        toleranceFrom: "some ten roundings, with room to spare",
        relativeTo: "all calls",
        seed,
      },
    );
  });

  test("is zero at the bottom of a valley", () => {
    expect(centralDifference).toAgreeWith([0, 0, 0], {
      why: "At the lowest point of a symmetric valley both sides are equally high, and the ground is level.",
      inputs: [
        [Math.cosh, 0, 1],
        [Math.cosh, 0, 1e-3],
        [Math.cosh, 0, 1e-8],
      ],
      tolerance: 0,
      toleranceFrom: "both sides are the same number",
    });
  });

  test("gives the slopes of tanh", () => {
    const points = Array.from({ length: 41 }, (_, i) => -5 + i / 4);
    expect(centralDifference).toAgreeWith(
      points.map((x) => tanh.derivative(x)),
      {
        why: "This is the tool that checks the gradients of later lessons, so here it is checked itself.",
        inputs: points.map((x) => [Math.tanh, x, 1e-5]),
        tolerance: 1e-10,
        toleranceFrom: "h²/6 · |tanh‴| is at most 3.4e-11 from the bend, and rounding adds about 1e-11",
        relativeTo: "all calls",
      },
    );
  });

  test("has an error that falls to a quarter when the step is halved", () => {
    const errorRatio = (f: (x: number) => number, slope: number, x: number, h: number) =>
      (centralDifference(f, x, h) - slope) / (centralDifference(f, x, h / 2) - slope);
    expect(errorRatio).toAgreeWith([4, 4], {
      why: "The error of a two-sided slope falls like h². A one-sided slope only halves its error.",
      inputs: [
        [Math.sin, Math.cos(1), 1, 1e-2],
        [Math.exp, Math.exp(0.5), 0.5, 1e-2],
      ],
      tolerance: 1e-4,
      toleranceFrom: "the next term of the error is smaller by h²/20",
    });
  });
});

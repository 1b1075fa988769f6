import { centralDifference } from "./solution.ts";

const narrow = 0.001;

/** The slope of x² at 3 is 6. Which of the two steps comes nearer to it? */
export function nearerStep() {
  const square = (x: number) => x * x;
  const errorWith = (h: number) => Math.abs(centralDifference(square, 3, h) - 6);
  if (errorWith(1) === errorWith(narrow)) return "both";
  return errorWith(1) < errorWith(narrow) ? "wide" : "narrow";
}

export function slopeWithTinyStep() {
  return centralDifference(Math.tanh, 0.5, 1e-300);
}

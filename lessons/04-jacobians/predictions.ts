import { meanSquare } from "./solution.ts";

// GAP: for each question of the page a function that finds out by running your own functions; readers see its code when they have answered
export function growth() {
  const values = [1, -2, 3];
  const scaled = values.map((value) => 10 * value);
  return meanSquare(scaled) / meanSquare(values);
}

import { tanh } from "@vanishing/activations";
import { layersUntil, pathGain } from "./solution.ts";

export function layersUntilOnePercent() {
  return layersUntil(0.9, 0.01);
}

/** A chain of tanh units with weight 1 and bias 0, started at 1: each unit's slope is a factor, and its output the next one's input. */
export function tanhChain() {
  const factors: number[] = [];
  let h = 1;
  for (let unit = 0; unit < 1000; unit++) {
    factors.push(tanh.derivative(h));
    h = tanh.value(h);
  }
  return pathGain(factors);
}

export function halvesAndDoubles() {
  const halves = Array<number>(50).fill(0.5);
  const doubles = Array<number>(50).fill(2);
  const left = pathGain([...halves, ...doubles]);
  if (left === 1) return "one";
  return left < 1 ? "less" : "more";
}

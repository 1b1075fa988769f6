import { matrix, norm, normalMatrix, random, Tape } from "@vanishing/core";
import { deadFraction, relu } from "./solution.ts";

/** What is left of a gradient after fifty layers of ReLU, 128 units wide, whose weights have variance 1 / width, as Glorot's have. */
export function fiftyLayers() {
  const [width, depth] = [128, 50];
  const draw = random(1);
  const f = { name: "relu", value: (z: number) => relu(z).value, derivative: (z: number) => relu(z).slope };
  const tape = new Tape({ precision: "f64" });
  const input = tape.parameter(normalMatrix(draw, 1, width, 1, "f64"));
  let h = input;
  for (let layer = 0; layer < depth; layer++) {
    h = h.matmul(tape.constant(normalMatrix(draw, width, width, Math.sqrt(1 / width), "f64"))).apply(f);
  }
  const gradient = normalMatrix(draw, 1, width, 1, "f64");
  h.backward(gradient);
  return norm(input.gradient ?? matrix(1, width)) / norm(gradient);
}

export function deadOfEight() {
  const inputs = [0, 1, 2, 3, 4, 5, 6, 7];
  return deadFraction(inputs.map((input) => inputs.map((unit) => (unit === input ? 1 : -1))));
}

/** First a layer with one unit a. Then two: one gets a and is on, the other gets 1/2 − a and is off. Their sum should be 0.2. */
export function deadUnitComesBack() {
  let weight = 1;
  const input = 1;
  for (let step = 0; step < 100; step++) {
    const a = relu(weight * input);
    const [on, off] = [relu(a.value), relu(1 / 2 - a.value)];
    if (off.slope > 0) return true;
    const error = on.value + off.value - 0.2;
    weight -= 0.1 * 2 * error * (on.slope - off.slope) * a.slope * input;
  }
  return false;
}

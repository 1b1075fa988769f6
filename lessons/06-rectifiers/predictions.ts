import { norm, normalMatrix, random, Tape } from "@vanishing/core";
import { deadFraction, relu } from "./solution.ts";

/**
 * The gradient of the first of fifty layers beside that of the last: ReLU, 128 units wide, and weights with variance 1 / width, as
 * Glorot's have.
 */
export function fiftyLayers() {
  const [width, depth] = [128, 50];
  const draw = random(1);
  const f = { name: "relu", value: (z: number) => relu(z).value, derivative: (z: number) => relu(z).slope };
  const tape = new Tape({ precision: "f64" });
  let h = tape.constant(normalMatrix(draw, 1, width, 1, "f64"));
  const layers = Array.from({ length: depth }, () => {
    const weight = tape.parameter(normalMatrix(draw, width, width, Math.sqrt(1 / width), "f64"));
    const z = h.matmul(weight);
    h = z.apply(f);
    return z;
  });
  h.backward(normalMatrix(draw, 1, width, 1, "f64"));
  const [first, last] = [layers[0], layers[depth - 1]].map((z) => (z?.gradient ? norm(z.gradient) : 0));
  return Number(first) / Number(last);
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

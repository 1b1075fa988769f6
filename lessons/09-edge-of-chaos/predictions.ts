import { relu, tanh } from "@vanishing/activations";
import { norm, normalMatrix, random, Tape, uniformMatrix } from "@vanishing/core";
import { meanField } from "@vanishing/initializers";
import { chi, fixedPoint } from "./solution.ts";

/** The norm that 200 layers of tanh leave at σ_w = 1: the product of χ along the lengths, from inputs of mean square 1. */
export function twoHundredCriticalLayers() {
  const layers = meanField(tanh, { sigmaW: 1 }).profile(200);
  const squaredNorm = layers.slice(0, -1).reduce((left, { length }) => left * chi(tanh, 1, length), 1);
  return Math.sqrt(squaredNorm);
}

/** In how many layers tanh with gain 5/3 multiplies the norm by 1,000, far from the input: there each layer multiplies its square by χ₁. */
export function layersToAThousand() {
  const chi1 = chi(tanh, 5 / 3, fixedPoint(tanh, 5 / 3, 0));
  let layers = 0;
  for (let squaredNorm = 1; squaredNorm < 1000 ** 2; squaredNorm *= chi1) layers++;
  return layers;
}

/** What 20 ReLU layers with He's weights leave of the gradient's norm, in the middle one of 31 networks. */
function medianLeftAt(width: number) {
  const left = Array.from({ length: 31 }, (_, seed) => {
    const draw = random(seed);
    const tape = new Tape();
    const x = tape.parameter(normalMatrix(draw, 1, width, 1));
    let z = x;
    for (let layer = 1; layer <= 20; layer++) {
      z = z.apply(relu).matmul(tape.constant(uniformMatrix(draw, width, width, Math.sqrt(6 / width))));
    }
    const upstream = normalMatrix(draw, 1, width, 1);
    z.backward(upstream);
    return x.gradient ? norm(x.gradient) / norm(upstream) : 0;
  });
  return left.toSorted((a, b) => a - b)[15] ?? Number.NaN;
}

export function narrowerNetwork() {
  const quotient = medianLeftAt(16) / medianLeftAt(64);
  if (quotient < 0.8) return "smaller";
  return quotient > 1.25 ? "larger" : "same";
}

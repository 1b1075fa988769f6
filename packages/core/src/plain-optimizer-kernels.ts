import type { Kernels } from "./kernels.ts";

/** The steps of the optimisers as plain loops: float64 arithmetic, rounded when an entry is stored. */
export const plainOptimizerKernels: Pick<Kernels, "sgd" | "momentum" | "rmsProp" | "adam"> = {
  sgd({ data: w }, { data: g }, learningRate) {
    for (let at = 0; at < w.length; at++) w[at] = (w[at] as number) - learningRate * (g[at] as number);
  },

  momentum({ data: w }, { data: g }, { data: v }, { mu, learningRate, nesterov }) {
    for (let at = 0; at < w.length; at++) {
      const gradient = g[at] as number;
      v[at] = mu * (v[at] as number) + gradient;
      const velocity = v[at] as number;
      w[at] = (w[at] as number) - learningRate * (nesterov ? gradient + mu * velocity : velocity);
    }
  },

  rmsProp({ data: w }, { data: g }, { data: v }, { alpha, epsilon, learningRate }) {
    for (let at = 0; at < w.length; at++) {
      const gradient = g[at] as number;
      v[at] = alpha * (v[at] as number) + (1 - alpha) * gradient * gradient;
      w[at] = (w[at] as number) - (learningRate * gradient) / (Math.sqrt(v[at] as number) + epsilon);
    }
  },

  adam({ data: w }, { data: g }, { data: m }, { data: v }, settings) {
    const { beta1, beta2, correction1, correction2, epsilon, learningRate } = settings;
    for (let at = 0; at < w.length; at++) {
      const gradient = g[at] as number;
      m[at] = beta1 * (m[at] as number) + (1 - beta1) * gradient;
      v[at] = beta2 * (v[at] as number) + (1 - beta2) * gradient * gradient;
      const correctedMean = (m[at] as number) / correction1;
      const correctedMeanSquare = (v[at] as number) / correction2;
      w[at] = (w[at] as number) - (learningRate * correctedMean) / (Math.sqrt(correctedMeanSquare) + epsilon);
    }
  },
};

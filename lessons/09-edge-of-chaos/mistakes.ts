import type { Mistake, Probes } from "@vanishing/grader";

interface Activation {
  value(x: number): number;
  derivative(x: number): number;
}

type Rows = readonly (readonly number[])[];

const tanh: Activation = { value: Math.tanh, derivative: (x) => (1 / Math.cosh(x)) ** 2 };
// Its mean is not 0, and its value and slope differ at 0: what tanh is too even to show.
const softplus: Activation = {
  value: (x) => Math.log1p(Math.exp(x)),
  derivative: (x) => 1 / (1 + Math.exp(-x)),
};

export const probes: Probes = {
  chi: [
    [tanh, 2, 0.5],
    [tanh, 0.7, 3],
    [softplus, 1.5, 2],
  ],
  fixedPoint: [
    [tanh, 1.5, 0.4],
    [softplus, 0.6, 0.2],
  ],
  depthScale: [[0.5], [0.9], [1], [1.2]],
  orthogonal: [
    [
      [
        [3, 1],
        [4, 2],
      ],
    ],
    [
      [
        [1, -0.5, 0.3],
        [-0.4, -1.2, 0.7],
        [0.2, 0.6, 1.5],
      ],
    ],
    [
      [
        [-1, 0.5, 2],
        [0.3, 1.1, -0.2],
        [-0.7, 0.4, -0.9],
      ],
    ],
    // One of the few small matrices that tell −Q of the reflections from a Q with a positive diagonal.
    [
      [
        [0.4, -1.5, -0.6],
        [-1, 1.2, -0.6],
        [0.8, 1.2, 0.8],
      ],
    ],
  ],
};

// Each answer brings its own Gaussian mean, by one of two rules, so that it can stand alone in an exercise.
export const mistakes: readonly Mistake[] = [
  {
    name: "value-for-slope",
    task: "chi",
    misunderstanding:
      "χ comes out as the mean square of the outputs φ, where the one of the slopes φ′ is asked for.",
    hint: "On its way back a gradient meets no output of the activation. What is it multiplied by in each unit?",
    wrong: (f: Activation, sigmaW: number, q: number) => {
      let sum = 0;
      for (let z = -12 + 1 / 32; z < 12; z += 1 / 16) {
        sum += f.value(Math.sqrt(q) * z) ** 2 * Math.exp((-z * z) / 2);
      }
      return (sigmaW ** 2 * sum) / 16 / Math.sqrt(2 * Math.PI);
    },
    inAnotherStyle: (f: Activation, sigmaW: number, q: number) => {
      const nodes = Array.from({ length: 800 }, (_, k) => (k + 0.5 - 400) / 40);
      const weights = nodes.map((z) => Math.exp(-(z ** 2) / 2));
      const outputs = nodes.map((z) => sigmaW * f.value(z * q ** 0.5));
      const total = weights.reduce((a, b) => a + b);
      return outputs.reduce((sum, h, k) => sum + h * h * (weights[k] ?? 0), 0) / total;
    },
  },
  {
    name: "sigma-for-variance",
    task: "chi",
    misunderstanding:
      "χ is multiplied by σ_w where the formula has σ_w²: a standard deviation stands for a variance.",
    hint: "The function is given σ_w, the standard deviation. Which power of it does a squared norm feel?",
    wrong: (f: Activation, sigmaW: number, q: number) => {
      let sum = 0;
      for (let z = -12 + 1 / 32; z < 12; z += 1 / 16) {
        sum += f.derivative(Math.sqrt(q) * z) ** 2 * Math.exp((-z * z) / 2);
      }
      return (sigmaW * sum) / 16 / Math.sqrt(2 * Math.PI);
    },
    inAnotherStyle: (f: Activation, sigmaW: number, q: number) => {
      const nodes = Array.from({ length: 800 }, (_, k) => (k + 0.5 - 400) / 40);
      const weights = nodes.map((z) => Math.exp(-(z ** 2) / 2));
      const slopes = nodes.map((z) => f.derivative(z * q ** 0.5));
      const total = weights.reduce((a, b) => a + b);
      return sigmaW * (slopes.reduce((sum, slope, k) => sum + slope * slope * (weights[k] ?? 0), 0) / total);
    },
  },
  {
    name: "root-forgotten",
    task: "chi",
    misunderstanding:
      "The slope is taken at q z: the length q is a mean square, and a typical pre-activation is its root.",
    hint: "If z has the variance 1, what has c·z? For which c is it q?",
    wrong: (f: Activation, sigmaW: number, q: number) => {
      let sum = 0;
      for (let z = -12 + 1 / 32; z < 12; z += 1 / 16) {
        sum += f.derivative(q * z) ** 2 * Math.exp((-z * z) / 2);
      }
      return (sigmaW ** 2 * sum) / 16 / Math.sqrt(2 * Math.PI);
    },
    inAnotherStyle: (f: Activation, sigmaW: number, q: number) => {
      const nodes = Array.from({ length: 1600 }, (_, k) => (k + 0.5 - 800) / 80);
      const weights = nodes.map((z) => Math.exp(-(z ** 2) / 2));
      const factors = nodes.map((z) => sigmaW * f.derivative(z * q));
      const total = weights.reduce((a, b) => a + b);
      return factors.reduce((sum, factor, k) => sum + factor * factor * (weights[k] ?? 0), 0) / total;
    },
  },
  {
    name: "slope-not-squared",
    task: "chi",
    misunderstanding: "χ is σ_w² times the mean slope: the slopes are not squared before the mean is taken.",
    hint: "χ speaks of a squared norm. What becomes of the square of a number that is multiplied by φ′?",
    wrong: (f: Activation, sigmaW: number, q: number) => {
      let sum = 0;
      for (let z = -12 + 1 / 32; z < 12; z += 1 / 16) {
        sum += f.derivative(Math.sqrt(q) * z) * Math.exp((-z * z) / 2);
      }
      return (sigmaW ** 2 * sum) / 16 / Math.sqrt(2 * Math.PI);
    },
    inAnotherStyle: (f: Activation, sigmaW: number, q: number) => {
      const nodes = Array.from({ length: 800 }, (_, k) => (k + 0.5 - 400) / 40);
      const weights = nodes.map((z) => Math.exp(-(z ** 2) / 2));
      const total = weights.reduce((a, b) => a + b);
      const slope =
        nodes.reduce((sum, z, k) => sum + f.derivative(z * q ** 0.5) * (weights[k] ?? 0), 0) / total;
      return slope * sigmaW * sigmaW;
    },
  },
  {
    name: "square-of-the-mean",
    task: "chi",
    misunderstanding: "The mean slope is squared, where the mean of the squared slopes is asked for.",
    hint: "Half of the slopes 0 and half of them 1: compare the mean of the squares with the square of the mean.",
    wrong: (f: Activation, sigmaW: number, q: number) => {
      let sum = 0;
      for (let z = -12 + 1 / 32; z < 12; z += 1 / 16) {
        sum += f.derivative(Math.sqrt(q) * z) * Math.exp((-z * z) / 2);
      }
      return (sigmaW * (sum / 16 / Math.sqrt(2 * Math.PI))) ** 2;
    },
    inAnotherStyle: (f: Activation, sigmaW: number, q: number) => {
      const nodes = Array.from({ length: 800 }, (_, k) => (k + 0.5 - 400) / 40);
      const weights = nodes.map((z) => Math.exp(-(z ** 2) / 2));
      const total = weights.reduce((a, b) => a + b);
      const slope =
        nodes.reduce((sum, z, k) => sum + f.derivative(z * q ** 0.5) * (weights[k] ?? 0), 0) / total;
      return slope * slope * sigmaW * sigmaW;
    },
  },
  {
    name: "one-step",
    task: "fixedPoint",
    misunderstanding: "It gives the length after one layer: q has moved once, and does not stand still yet.",
    hint: "Put the result in once more. If another number comes out, the lengths are still on their way.",
    wrong: (f: Activation, sigmaW: number, sigmaB: number) => {
      let sum = 0;
      for (let z = -12 + 1 / 32; z < 12; z += 1 / 16) sum += f.value(z) ** 2 * Math.exp((-z * z) / 2);
      return (sigmaW ** 2 * sum) / 16 / Math.sqrt(2 * Math.PI) + sigmaB ** 2;
    },
    inAnotherStyle: (f: Activation, sigmaW: number, sigmaB: number) => {
      let q = 1;
      for (let step = 0; step < 1000; step++) {
        const nodes = Array.from({ length: 800 }, (_, k) => (k + 0.5 - 400) / 40);
        const root = Math.sqrt(q);
        q = sigmaB * sigmaB;
        for (const z of nodes) {
          q += (sigmaW ** 2 * f.value(root * z) ** 2 * Math.exp(-(z ** 2) / 2)) / 40 / Math.sqrt(2 * Math.PI);
        }
        if (Math.abs(q - root) < 1000) return q;
      }
      return q;
    },
  },
  {
    name: "sigmas-for-variances",
    task: "fixedPoint",
    misunderstanding: "The step adds up σ_w E[φ²] and σ_b: standard deviations stand for variances.",
    hint: "Of independent numbers the variances add up. The function is given their roots.",
    wrong: (f: Activation, sigmaW: number, sigmaB: number) => {
      let q = 1;
      for (let step = 0; step < 1000; step++) {
        let sum = 0;
        for (let z = -12 + 1 / 32; z < 12; z += 1 / 16) {
          sum += f.value(Math.sqrt(q) * z) ** 2 * Math.exp((-z * z) / 2);
        }
        const next = (sigmaW * sum) / 16 / Math.sqrt(2 * Math.PI) + sigmaB;
        if (Math.abs(next - q) <= 1e-12) return next;
        q = next;
      }
      return q;
    },
    inAnotherStyle: (f: Activation, sigmaW: number, sigmaB: number) => {
      const nodes = Array.from({ length: 800 }, (_, k) => (k + 0.5 - 400) / 40);
      const weights = nodes.map((z) => Math.exp(-(z ** 2) / 2) / 40 / Math.sqrt(2 * Math.PI));
      let [q, last] = [1, 0];
      for (let step = 0; step < 400 && q !== last; step++) {
        last = q;
        q = nodes.reduce(
          (sum, z, k) => sum + sigmaW * (weights[k] ?? 0) * f.value(z * last ** 0.5) ** 2,
          sigmaB,
        );
      }
      return q;
    },
  },
  {
    name: "root-forgotten-in-the-length",
    task: "fixedPoint",
    misunderstanding:
      "The activation is taken at q z: the length q is a mean square, and a typical pre-activation is its root.",
    hint: "q z has the variance q². Which multiple of z has the variance q?",
    wrong: (f: Activation, sigmaW: number, sigmaB: number) => {
      let q = 1;
      for (let step = 0; step < 1000; step++) {
        let sum = 0;
        for (let z = -12 + 1 / 32; z < 12; z += 1 / 16) sum += f.value(q * z) ** 2 * Math.exp((-z * z) / 2);
        const next = (sigmaW ** 2 * sum) / 16 / Math.sqrt(2 * Math.PI) + sigmaB ** 2;
        if (Math.abs(next - q) <= 1e-12) return next;
        q = next;
      }
      return q;
    },
    inAnotherStyle: (f: Activation, sigmaW: number, sigmaB: number) => {
      const nodes = Array.from({ length: 1600 }, (_, k) => (k + 0.5 - 800) / 80);
      const weights = nodes.map((z) => Math.exp(-(z ** 2) / 2) / 80 / Math.sqrt(2 * Math.PI));
      let [q, last] = [1, 0];
      for (let step = 0; step < 400 && q !== last; step++) {
        last = q;
        const outputs = nodes.reduce((sum, z, k) => sum + (weights[k] ?? 0) * f.value(z * last) ** 2, 0);
        q = outputs * sigmaW * sigmaW + sigmaB * sigmaB;
      }
      return q;
    },
  },
  {
    name: "bias-forgotten",
    task: "fixedPoint",
    misunderstanding: "The lengths are those of a network without biases: σ_b plays no part in them.",
    hint: "A pre-activation is a sum over the units before, and one more term. What does that term add to its variance?",
    wrong: (f: Activation, sigmaW: number, _sigmaB: number) => {
      let q = 1;
      for (let step = 0; step < 1000; step++) {
        let sum = 0;
        for (let z = -12 + 1 / 32; z < 12; z += 1 / 16) {
          sum += f.value(Math.sqrt(q) * z) ** 2 * Math.exp((-z * z) / 2);
        }
        const next = (sigmaW ** 2 * sum) / 16 / Math.sqrt(2 * Math.PI);
        if (Math.abs(next - q) <= 1e-12) return next;
        q = next;
      }
      return q;
    },
    inAnotherStyle: (f: Activation, sigmaW: number) => {
      const nodes = Array.from({ length: 800 }, (_, k) => (k + 0.5 - 400) / 40);
      const weights = nodes.map((z) => Math.exp(-(z ** 2) / 2) / 40 / Math.sqrt(2 * Math.PI));
      let [q, last] = [1, 0];
      for (let step = 0; step < 400 && q !== last; step++) {
        last = q;
        q = nodes.reduce(
          (sum, z, k) => sum + (weights[k] ?? 0) * (sigmaW * f.value(z * last ** 0.5)) ** 2,
          0,
        );
      }
      return q;
    },
  },
  {
    name: "variance-of-the-outputs",
    task: "fixedPoint",
    misunderstanding:
      "The step takes the variance of the outputs, their distance from their mean, where their mean square is asked for.",
    hint: "The weights have the mean 0, and not the outputs. Multiply an output that is always 1/2 by such a weight: what is the mean square of the product?",
    wrong: (f: Activation, sigmaW: number, sigmaB: number) => {
      let q = 1;
      for (let step = 0; step < 1000; step++) {
        let [sum, squares] = [0, 0];
        for (let z = -12 + 1 / 32; z < 12; z += 1 / 16) {
          const weight = Math.exp((-z * z) / 2) / 16 / Math.sqrt(2 * Math.PI);
          const output = f.value(Math.sqrt(q) * z);
          sum += weight * output;
          squares += weight * output ** 2;
        }
        const next = sigmaW ** 2 * (squares - sum ** 2) + sigmaB ** 2;
        if (Math.abs(next - q) <= 1e-12) return next;
        q = next;
      }
      return q;
    },
    inAnotherStyle: (f: Activation, sigmaW: number, sigmaB: number) => {
      const nodes = Array.from({ length: 800 }, (_, k) => (k + 0.5 - 400) / 40);
      const mean = (values: readonly number[]) =>
        values.reduce((sum, value, k) => sum + value * Math.exp(-((nodes[k] ?? 0) ** 2) / 2), 0) /
        40 /
        Math.sqrt(2 * Math.PI);
      let q = 1;
      for (let step = 0; step < 200; step++) {
        const outputs = nodes.map((z) => f.value(z * q ** 0.5));
        const centre = mean(outputs);
        q = sigmaB ** 2 + mean(outputs.map((output) => (sigmaW * (output - centre)) ** 2));
      }
      return q;
    },
  },
  {
    name: "sign-of-the-scale",
    task: "depthScale",
    misunderstanding: "The depth scale has the wrong sign: it is negative where the gradient falls.",
    hint: "The logarithm of a number below 1 is negative, and the depth that a falling gradient reaches is not.",
    wrong: (chi1: number) => (chi1 === 1 ? Number.POSITIVE_INFINITY : 1 / Math.log(chi1)),
    inAnotherStyle: (chi1: number) => Math.log(chi1) ** -1,
  },
  {
    name: "common-logarithm",
    task: "depthScale",
    misunderstanding:
      "The logarithm is the one to base 10: it gives the layers to a tenth, where those to 1/e are asked for.",
    hint: "Put in 1/e. The squared norm is to fall by a factor e in ξ layers, so what has to come out?",
    wrong: (chi1: number) => (chi1 === 1 ? Number.POSITIVE_INFINITY : -1 / Math.log10(chi1)),
    inAnotherStyle: (chi1: number) => {
      const powersOfTen = Math.log(chi1) / Math.LN10;
      return powersOfTen === 0 ? 1 / 0 : 1 / -powersOfTen;
    },
  },
  {
    name: "scale-of-the-norm",
    task: "depthScale",
    misunderstanding:
      "It is twice too large: the depth scale of the norm, where that of the squared norm is asked for.",
    hint: "χ₁ belongs to the squared norm. In as many layers as the squared norm loses a factor e, the norm loses less.",
    wrong: (chi1: number) => (chi1 === 1 ? Number.POSITIVE_INFINITY : -1 / Math.log(Math.sqrt(chi1))),
    inAnotherStyle: (chi1: number) => {
      const perLayer = 0.5 * Math.log(chi1);
      return perLayer === 0 ? Number.POSITIVE_INFINITY : -1 / perLayer;
    },
  },
  {
    name: "minus-infinity-on-the-edge",
    task: "depthScale",
    misunderstanding: "At χ₁ = 1 it gives −Infinity: −1 is divided by a logarithm of exactly 0.",
    hint: "A negative depth scale is a growth length. What does the machine make of −1 / 0, and what should stand there?",
    wrong: (chi1: number) => -1 / Math.log(chi1),
    inAnotherStyle: (chi1: number) => -Math.LOG2E / Math.log2(chi1),
  },
  {
    name: "qr-without-signs",
    task: "orthogonal",
    misunderstanding:
      "It is the Q of the reflections as it comes: orthogonal, and not drawn evenly, since its signs depend on R.",
    hint: "Look at the diagonal of the R that belongs to it. A factorisation can be told from all others once that diagonal is positive.",
    wrong: (gaussian: Rows) => {
      const n = gaussian.length;
      let q: number[][] = gaussian.map((row, i) => row.map((_, j) => (i === j ? 1 : 0)));
      let columns = gaussian.map((_, j) => gaussian.map((row) => row[j] ?? 0));
      for (let k = 0; k < n; k++) {
        const v = (columns[k] ?? []).map((x, i) => (i < k ? 0 : x));
        const head = v[k] ?? 0;
        v[k] = head + (head < 0 ? -1 : 1) * Math.hypot(...v);
        const square = v.reduce((sum, x) => sum + x * x, 0);
        const mirrored = (x: readonly number[]) => {
          const share = (2 * x.reduce((sum, entry, i) => sum + entry * (v[i] ?? 0), 0)) / square;
          return x.map((entry, i) => entry - share * (v[i] ?? 0));
        };
        columns = columns.map(mirrored);
        q = q.map(mirrored);
      }
      return q;
    },
    inAnotherStyle: (gaussian: Rows) => {
      // Gram and Schmidt's columns, with the signs that a reflection gives: each entry of R's diagonal against the head of its column.
      const columns: number[][] = [];
      const rest = gaussian.map((_, j) => gaussian.map((row) => row[j] ?? 0));
      const length = (x: readonly number[]) => Math.sqrt(x.reduce((sum, entry) => sum + entry ** 2, 0));
      for (let k = 0; k < gaussian.length; k++) {
        const column = rest[k] ?? [];
        const size = length(column.slice(k));
        const head = column[k] ?? 0;
        const v = column.map((x, i) => (i < k ? 0 : i === k ? head + (head < 0 ? -size : size) : x));
        const unit = v.map((x) => x / length(v));
        columns.push(unit);
        for (const other of rest) {
          const along = other.reduce((sum, x, i) => sum + x * (unit[i] ?? 0), 0);
          for (let i = k; i < other.length; i++) other[i] = (other[i] ?? 0) - 2 * along * (unit[i] ?? 0);
        }
      }
      const q: number[][] = gaussian.map((_, i) => gaussian.map((_, j) => (i === j ? 1 : 0)));
      for (const unit of columns.toReversed()) {
        const along = q.map((_, j) => q.reduce((sum, row, i) => sum + (row[j] ?? 0) * (unit[i] ?? 0), 0));
        for (const [i, row] of q.entries()) {
          for (const j of row.keys()) row[j] = (row[j] ?? 0) - 2 * (unit[i] ?? 0) * (along[j] ?? 0);
        }
      }
      return q;
    },
  },
  {
    name: "signs-on-the-rows",
    task: "orthogonal",
    misunderstanding: "The signs are given to the rows of Q, and they belong to its columns.",
    hint: "QR must stay what it was. If a row of R changes its sign, which part of Q has to change with it?",
    wrong: (gaussian: Rows) => {
      const n = gaussian.length;
      let q: number[][] = gaussian.map((row, i) => row.map((_, j) => (i === j ? 1 : 0)));
      let columns = gaussian.map((_, j) => gaussian.map((row) => row[j] ?? 0));
      for (let k = 0; k < n; k++) {
        const v = (columns[k] ?? []).map((x, i) => (i < k ? 0 : x));
        const head = v[k] ?? 0;
        v[k] = head + (head < 0 ? -1 : 1) * Math.hypot(...v);
        const square = v.reduce((sum, x) => sum + x * x, 0);
        const mirrored = (x: readonly number[]) => {
          const share = (2 * x.reduce((sum, entry, i) => sum + entry * (v[i] ?? 0), 0)) / square;
          return x.map((entry, i) => entry - share * (v[i] ?? 0));
        };
        columns = columns.map(mirrored);
        q = q.map(mirrored);
      }
      return q.map((row, i) => row.map((entry) => entry * Math.sign(columns[i]?.[i] ?? 0)));
    },
    inAnotherStyle: (gaussian: Rows) => {
      const q: number[][] = gaussian.map((_, i) => gaussian.map((_, j) => (i === j ? 1 : 0)));
      const r = gaussian.map((row) => [...row]);
      const signs: number[] = [];
      for (let k = 0; k < r.length; k++) {
        const head = r[k]?.[k] ?? 0;
        const size = Math.sqrt(r.reduce((sum, row, i) => (i < k ? sum : sum + (row[k] ?? 0) ** 2), 0));
        signs.push(head < 0 ? 1 : -1);
        const v = r.map((row, i) => (i < k ? 0 : i > k ? (row[k] ?? 0) : head + (head < 0 ? -size : size)));
        const half = size * (size + Math.abs(head));
        for (let j = 0; j < r.length; j++) {
          const along = r.reduce((sum, row, i) => sum + (row[j] ?? 0) * (v[i] ?? 0), 0) / half;
          for (const [i, row] of r.entries()) row[j] = (row[j] ?? 0) - along * (v[i] ?? 0);
        }
        for (const row of q) {
          const along = row.reduce((sum, x, i) => sum + x * (v[i] ?? 0), 0) / half;
          for (const i of row.keys()) row[i] = (row[i] ?? 0) - along * (v[i] ?? 0);
        }
      }
      return q.map((row, i) => row.map((x) => (signs[i] === 1 ? x : -x)));
    },
  },
  {
    name: "lengths-without-angles",
    task: "orthogonal",
    misunderstanding: "The columns have the length 1, and they are not at right angles to each other.",
    hint: "A unit column may still point partly along an earlier one. What has to be taken away from it before its length is set to 1?",
    wrong: (gaussian: Rows) => {
      const lengths = gaussian.map((_, j) => Math.hypot(...gaussian.map((row) => row[j] ?? 0)));
      return gaussian.map((row) => row.map((entry, j) => entry / (lengths[j] ?? 1)));
    },
    inAnotherStyle: (gaussian: Rows) => {
      const result = gaussian.map((row) => [...row]);
      for (let j = 0; j < result.length; j++) {
        let square = 0;
        for (const row of gaussian) square += (row[j] ?? 0) ** 2;
        for (const row of result) row[j] = (row[j] ?? 0) * square ** -0.5;
      }
      return result;
    },
  },
  {
    name: "signs-of-q",
    task: "orthogonal",
    misunderstanding: "The diagonal of Q is made positive, and it is the one of R that should be.",
    hint: "An even draw has negative entries on its diagonal as often as positive ones. Which of the two matrices may have a positive diagonal?",
    wrong: (gaussian: Rows) => {
      const columns: number[][] = [];
      for (let j = 0; j < gaussian.length; j++) {
        let column = gaussian.map((row) => row[j] ?? 0);
        for (const unit of columns) {
          const along = column.reduce((sum, x, i) => sum + x * (unit[i] ?? 0), 0);
          column = column.map((x, i) => x - along * (unit[i] ?? 0));
        }
        const length = Math.hypot(...column) * ((column[j] ?? 0) < 0 ? -1 : 1);
        columns.push(column.map((x) => x / length));
      }
      return gaussian.map((_, i) => columns.map((column) => column[i] ?? 0));
    },
    inAnotherStyle: (gaussian: Rows) => {
      const q = gaussian.map((row) => [...row]);
      for (let j = 0; j < q.length; j++) {
        for (let k = 0; k < j; k++) {
          let along = 0;
          for (const row of q) along += (row[k] ?? 0) * (row[j] ?? 0);
          for (const row of q) row[j] = (row[j] ?? 0) - along * (row[k] ?? 0);
        }
        let square = 0;
        for (const row of q) square += (row[j] ?? 0) ** 2;
        for (const row of q) row[j] = (row[j] ?? 0) / Math.sqrt(square);
      }
      const signs = q.map((row, j) => Math.sign(row[j] ?? 0));
      return q.map((row) => row.map((entry, j) => entry * (signs[j] ?? 1)));
    },
  },
];

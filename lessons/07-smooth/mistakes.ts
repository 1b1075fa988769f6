import type { Mistake, Probes } from "@vanishing/grader";

// A mistake stands alone, so those of GELU bring their own Φ. For a ≥ 0, Φ(−a) is the mean of exp(−a² / (2 sin² θ)) over a quarter turn
// (Craig 1991), and a hundred places of θ give it to ten digits for all probes.

// At −9 what cancels has left exactly nothing, so that two ways of writing it agree. Nearer to 0 they differ by their rounding.
export const probes: Probes = {
  swish: [
    [0, 1],
    [1, 1],
    [-2, 1],
    [1, 2],
    [-1, 0.5],
    [3, 2],
    [10_000, 1],
    [-10_000, 1],
  ],
  gelu: [0, 1, -1, 2, -2, 3, -4, -5, -9, 50].map((x) => [x]),
  geluDerivative: [0, 1, -1, 2, -2, 3, -4, -5, -9, 50].map((x) => [x]),
  selu: [1, 2, -1, -0.5, -3, -40, 1000].map((x) => [x]),
};

export const mistakes: readonly Mistake[] = [
  {
    name: "second-term-dropped",
    task: "swish",
    misunderstanding: "The slope is σ(βx) alone: x was taken for a constant factor, or σ(βx) was.",
    hint: "The value is a product, and x stands in both of its factors. How many terms does the product rule give?",
    wrong: (x: number, beta: number) => {
      const s = 1 / (1 + Math.exp(-beta * x));
      return { value: x * s, slope: s };
    },
    inAnotherStyle: (x: number, beta: number) => {
      const gate = (1 + Math.tanh((beta * x) / 2)) / 2;
      return { slope: gate, value: gate * x };
    },
  },
  {
    name: "beta-missing-in-the-slope",
    task: "swish",
    misunderstanding:
      "With β = 1 the slope is right, and with another β it is not: the second term lacks the factor β.",
    hint: "The slope of σ(βx) in x is not σ′(βx). What does the chain rule add?",
    wrong: (x: number, beta: number) => {
      const s = 1 / (1 + Math.exp(-beta * x));
      return { value: x * s, slope: s + x * s * (1 - s) };
    },
    inAnotherStyle: (x: number, beta: number) => {
      const value = x / (1 + Math.exp(-beta * x));
      const gate = 1 / (1 + Math.exp(-beta * x));
      return { value, slope: value + gate * (1 - value) };
    },
  },
  {
    name: "beta-on-the-other-factor",
    task: "swish",
    misunderstanding:
      "β multiplies x outside of the sigmoid, βx · σ(x), where it stretches the curve upwards.",
    hint: "Far to the right Swish is x, whatever β is. Where must β stand, so that it makes the bend sharper and nothing else?",
    wrong: (x: number, beta: number) => {
      const s = 1 / (1 + Math.exp(-x));
      return { value: beta * x * s, slope: beta * (s + x * s * (1 - s)) };
    },
    inAnotherStyle: (x: number, beta: number) => {
      const e = Math.exp(-Math.abs(x));
      const s = x >= 0 ? 1 / (1 + e) : e / (1 + e);
      const scaled = beta * x;
      return { value: scaled * s, slope: beta * s + (scaled * e) / (1 + e) ** 2 };
    },
  },
  {
    name: "beta-ignored",
    task: "swish",
    misunderstanding: "The outcome is the same for every β: it is that of β = 1.",
    hint: "The sigmoid is taken of βx. With a large β it is nearly a step, and Swish nearly ReLU.",
    wrong: (x: number) => {
      const s = 1 / (1 + Math.exp(-x));
      return { value: x * s, slope: s * (1 + x * (1 - s)) };
    },
    inAnotherStyle: (x: number, _beta: number) => {
      const value = x / (1 + Math.exp(-x));
      return { value, slope: value + (1 - value) / (1 + Math.exp(-x)) };
    },
  },
  {
    name: "gate-the-wrong-way-round",
    task: "swish",
    misunderstanding: "The gate is open on the left and shut on the right: the exponent has the wrong sign.",
    hint: "Far to the right the sigmoid is near 1. What does your exponential become there, and what should it become?",
    wrong: (x: number, beta: number) => {
      const s = 1 / (1 + Math.exp(beta * x));
      return { value: x * s, slope: s + beta * x * s * (1 - s) };
    },
    inAnotherStyle: (x: number, beta: number) => {
      const s = (1 - Math.tanh((beta * x) / 2)) / 2;
      return { value: x * s, slope: s + x * beta * (s - s * s) };
    },
  },
  {
    name: "infinity-over-infinity",
    task: "swish",
    misunderstanding: "At 10,000 both numbers are NaN: eᶻ / (1 + eᶻ) is Infinity / Infinity there.",
    hint: "The sigmoid has two forms that are equal on paper. Which of them stays finite where z is large?",
    wrong: (x: number, beta: number) => {
      const s = Math.exp(beta * x) / (1 + Math.exp(beta * x));
      return { value: x * s, slope: s + beta * x * s * (1 - s) };
    },
    inAnotherStyle: (x: number, beta: number) => {
      const e = Math.E ** (beta * x);
      const s = e / (e + 1);
      return { value: s * x, slope: s * (1 + beta * x * (1 - s)) };
    },
  },
  {
    name: "square-overflows",
    task: "swish",
    misunderstanding:
      "At −10,000 the slope is NaN: σ′ was written with e⁻ᶻ and its square, and there that is Infinity / Infinity.",
    hint: "σ′(z) can be had from σ(z) alone, and that is never above 1.",
    wrong: (x: number, beta: number) => {
      const e = Math.exp(-beta * x);
      return { value: x / (1 + e), slope: 1 / (1 + e) + (beta * x * e) / (1 + e) ** 2 };
    },
    inAnotherStyle: (x: number, beta: number) => {
      const e = Math.exp(-beta * x);
      const d = 1 + e;
      return { value: x / d, slope: (1 + e + e * x * beta) / (d * d) };
    },
  },
  {
    name: "tanh-form",
    task: "gelu",
    misunderstanding: "This is the approximation of GELU by tanh, up to 4.7e-4 away from GELU itself.",
    hint: "The constant 0.044715 was fitted, and is in no definition. The exercise asks for x Φ(x), and erfc is at hand for Φ.",
    wrong: (x: number) => 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3))),
    inAnotherStyle: (x: number) => {
      const inner = 0.7978845608028654 * x * (1 + 0.044715 * x * x);
      return (
        (x / 2) *
        (1 +
          Math.sinh(Math.min(Math.max(inner, -300), 300)) / Math.cosh(Math.min(Math.max(inner, -300), 300)))
      );
    },
  },
  {
    name: "tanh-form-with-the-decimal-point-moved",
    task: "gelu",
    misunderstanding:
      "This is the tanh form with 0.44715 where its constant is 0.044715, and it rises too early.",
    hint: "Count the zeros of the constant. Better still: the definition x Φ(x) has no fitted constant in it.",
    wrong: (x: number) => 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.44715 * x ** 3))),
    inAnotherStyle: (x: number) => {
      const root = Math.SQRT2 / Math.sqrt(Math.PI);
      return (x + x * Math.tanh(root * x * (0.44715 * x * x + 1))) / 2;
    },
  },
  {
    name: "tanh-form-without-the-root",
    task: "gelu",
    misunderstanding:
      "This is the tanh form with 2/π where its constant is √(2/π): at 0 it bends too little.",
    hint: "Φ rises at 0 with slope 1/√(2π). The exercise asks for x Φ(x) itself, where this root stands in no tanh.",
    wrong: (x: number) => 0.5 * x * (1 + Math.tanh((2 / Math.PI) * (x + 0.044715 * x ** 3))),
    inAnotherStyle: (x: number) => {
      const inner = (2 * x * (1 + 0.044715 * x * x)) / Math.PI;
      return (x + x * Math.tanh(inner)) / 2;
    },
  },
  {
    name: "sigmoid-form",
    task: "gelu",
    misunderstanding: "This is the approximation x · σ(1.702x), up to 0.02 away from GELU.",
    hint: "A sigmoid and Φ look alike, and their tails differ: e⁻ˣ against e to minus x²/2. The exercise asks for Φ.",
    wrong: (x: number) => x / (1 + Math.exp(-1.702 * x)),
    inAnotherStyle: (x: number) => {
      const s = (z: number) => (z >= 0 ? 1 / (1 + Math.exp(-z)) : Math.exp(z) / (1 + Math.exp(z)));
      return s(1.702 * x) * x;
    },
  },
  {
    name: "coarse-error-function",
    task: "gelu",
    misunderstanding:
      "The error function is a short polynomial that is good to six decimals (Abramowitz and Stegun 7.1.26). On the left GELU keeps a few right digits, and from −8.4 on none.",
    hint: "Six right decimals are many beside 1, and few for Φ(−5), which begins at the seventh. The starter imports a function that is right to the last digits.",
    wrong: (x: number) => {
      const erf = (y: number) => {
        const t = 1 / (1 + 0.3275911 * Math.abs(y));
        const sum =
          ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t;
        return Math.sign(y) * (1 - sum * Math.exp(-y * y));
      };
      return 0.5 * x * (1 + erf(x / Math.SQRT2));
    },
    inAnotherStyle: (x: number) => {
      const t = 1 / (1 + (0.3275911 * Math.abs(x)) / Math.SQRT2);
      const coefficients = [0.254829592, -0.284496736, 1.421413741, -1.453152027, 1.061405429];
      const sum = coefficients.reduce((total, c, i) => total + c * t ** (i + 1), 0);
      const size = 1 - sum * Math.exp((-x * x) / 2);
      return (x * (x < 0 ? 1 - size : 1 + size)) / 2;
    },
  },
  {
    name: "one-plus-erf-cancels",
    task: "gelu",
    misunderstanding:
      "Φ is computed as a sum or a difference with 1 in it. Far to the left that cancels: the digits go one by one, and from −8.4 on GELU is exactly 0.",
    hint: "The starter has a second form of Φ, in which nothing is added to 1. Which of the two functions is small on the left by itself?",
    wrong: (x: number) => {
      const tail = (a: number) => {
        let sum = 0;
        for (let k = 0.5; k < 100; k++) sum += Math.exp(-((a / Math.sin((k * Math.PI) / 200)) ** 2) / 2);
        return sum / 200;
      };
      const erf = Math.sign(x) * (1 - 2 * tail(Math.abs(x)));
      return 0.5 * x * (1 + erf);
    },
    inAnotherStyle: (x: number) => {
      const angles = Array.from({ length: 100 }, (_, k) => ((k + 0.5) * Math.PI) / 200);
      const tail = angles.reduce((sum, t) => sum + Math.exp((-x * x) / (2 * Math.sin(t) ** 2)), 0) / 200;
      const erfc = x > 0 ? 2 * tail : 2 - 2 * tail;
      return x * (1 - erfc / 2);
    },
  },
  {
    name: "gate-of-the-other-side",
    task: "gelu",
    misunderstanding: "The gate is Φ(−x): open on the left and shut on the right.",
    hint: "erfc falls from 2 to 0, and Φ rises. Which sign must the argument have?",
    wrong: (x: number) => {
      let sum = 0;
      for (let k = 0.5; k < 100; k++) sum += Math.exp(-((x / Math.sin((k * Math.PI) / 200)) ** 2) / 2);
      const tail = sum / 200;
      return x * (x > 0 ? tail : 1 - tail);
    },
    inAnotherStyle: (x: number) => {
      const angles = Array.from({ length: 100 }, (_, k) => ((k + 0.5) * Math.PI) / 200);
      const tail = angles.reduce((sum, t) => sum + Math.exp((-x * x) / (2 * Math.sin(t) ** 2)), 0) / 200;
      const erfc = x > 0 ? 2 * tail : 2 - 2 * tail;
      return (x * erfc) / 2;
    },
  },
  {
    name: "root-of-two-missing",
    task: "gelu",
    misunderstanding:
      "The error function is taken of x, where Φ takes it of x/√2: the step from 0 to 1 is too steep.",
    hint: "The error function belongs to the bell curve e to minus t², and Φ to e to minus x²/2. What turns one into the other?",
    wrong: (x: number) => {
      let sum = 0;
      for (let k = 0.5; k < 100; k++) sum += Math.exp(-((x / Math.sin((k * Math.PI) / 200)) ** 2));
      const tail = sum / 200;
      return x * (x > 0 ? 1 - tail : tail);
    },
    inAnotherStyle: (x: number) => {
      const angles = Array.from({ length: 100 }, (_, k) => ((k + 0.5) * Math.PI) / 200);
      const tail = angles.reduce((sum, t) => sum + Math.exp((-x * x) / Math.sin(t) ** 2), 0) / 200;
      const erfc = x > 0 ? 2 - 2 * tail : 2 * tail;
      return 0.5 * x * erfc;
    },
  },
  {
    name: "density-term-dropped",
    task: "geluDerivative",
    misunderstanding: "The slope is Φ(x) alone, which stays between 0 and 1: the term x φ(x) is missing.",
    hint: "The value is a product, and x stands in both of its factors. What is the slope of the second one?",
    wrong: (x: number) => {
      let sum = 0;
      for (let k = 0.5; k < 100; k++) sum += Math.exp(-((x / Math.sin((k * Math.PI) / 200)) ** 2) / 2);
      const tail = sum / 200;
      return x > 0 ? 1 - tail : tail;
    },
    inAnotherStyle: (x: number) => {
      const angles = Array.from({ length: 100 }, (_, k) => ((k + 0.5) * Math.PI) / 200);
      const tail = angles.reduce((sum, t) => sum + Math.exp((-x * x) / (2 * Math.sin(t) ** 2)), 0) / 200;
      return Math.abs(Number(x > 0) - tail);
    },
  },
  {
    name: "density-without-its-factor",
    task: "geluDerivative",
    misunderstanding: "The bell curve in the second term is 1 at its top: its factor 1/√(2π) is missing.",
    hint: "The area under φ is 1, and its top is at 0.4. What is the top of yours?",
    wrong: (x: number) => {
      let sum = 0;
      for (let k = 0.5; k < 100; k++) sum += Math.exp(-((x / Math.sin((k * Math.PI) / 200)) ** 2) / 2);
      const tail = sum / 200;
      return (x > 0 ? 1 - tail : tail) + x * Math.exp(-(x ** 2) / 2);
    },
    inAnotherStyle: (x: number) => {
      const angles = Array.from({ length: 100 }, (_, k) => ((k + 0.5) * Math.PI) / 200);
      const tail = angles.reduce((sum, t) => sum + Math.exp((-x * x) / (2 * Math.sin(t) ** 2)), 0) / 200;
      return Math.abs(Number(x > 0) - tail) + x / Math.exp((x * x) / 2);
    },
  },
  {
    name: "density-with-the-root-of-pi",
    task: "geluDerivative",
    misunderstanding:
      "The bell curve is divided by √π where φ has √(2π): its top is at 0.56, and its area √2.",
    hint: "The bell curve e to minus t² has the area √π. How does the half in the exponent of φ change the area?",
    wrong: (x: number) => {
      let sum = 0;
      for (let k = 0.5; k < 100; k++) sum += Math.exp(-((x / Math.sin((k * Math.PI) / 200)) ** 2) / 2);
      const tail = sum / 200;
      return (x > 0 ? 1 - tail : tail) + (x * Math.exp(-(x ** 2) / 2)) / Math.sqrt(Math.PI);
    },
    inAnotherStyle: (x: number) => {
      const angles = Array.from({ length: 100 }, (_, k) => ((k + 0.5) * Math.PI) / 200);
      const tail = angles.reduce((sum, t) => sum + Math.exp((-x * x) / (2 * Math.sin(t) ** 2)), 0) / 200;
      return Math.abs(Number(x > 0) - tail) + 0.5641895835477563 * x * Math.exp((-x * x) / 2);
    },
  },
  {
    name: "factor-x-missing",
    task: "geluDerivative",
    misunderstanding: "The slope is Φ(x) + φ(x): the second term lacks its factor x.",
    hint: "In the product rule the factor that is not differentiated stays. Which one is that in the second term?",
    wrong: (x: number) => {
      let sum = 0;
      for (let k = 0.5; k < 100; k++) sum += Math.exp(-((x / Math.sin((k * Math.PI) / 200)) ** 2) / 2);
      const tail = sum / 200;
      return (x > 0 ? 1 - tail : tail) + Math.exp(-(x ** 2) / 2) / Math.sqrt(2 * Math.PI);
    },
    inAnotherStyle: (x: number) => {
      const angles = Array.from({ length: 100 }, (_, k) => ((k + 0.5) * Math.PI) / 200);
      const tail = angles.reduce((sum, t) => sum + Math.exp((-x * x) / (2 * Math.sin(t) ** 2)), 0) / 200;
      return Math.abs(Number(x > 0) - tail) + 0.3989422804014327 * Math.exp((-x * x) / 2);
    },
  },
  {
    name: "half-missing-in-the-exponent",
    task: "geluDerivative",
    misunderstanding:
      "The bell curve is e to minus x², which is too narrow: the half in the exponent is missing.",
    hint: "The bell curve of e to minus x² belongs to erf, and φ is wider. Compare the two exponents.",
    wrong: (x: number) => {
      let sum = 0;
      for (let k = 0.5; k < 100; k++) sum += Math.exp(-((x / Math.sin((k * Math.PI) / 200)) ** 2) / 2);
      const tail = sum / 200;
      return (x > 0 ? 1 - tail : tail) + (x * Math.exp(-(x ** 2))) / Math.sqrt(2 * Math.PI);
    },
    inAnotherStyle: (x: number) => {
      const angles = Array.from({ length: 100 }, (_, k) => ((k + 0.5) * Math.PI) / 200);
      const tail = angles.reduce((sum, t) => sum + Math.exp((-x * x) / (2 * Math.sin(t) ** 2)), 0) / 200;
      return Math.abs(Number(x > 0) - tail) + 0.3989422804014327 * x * Math.exp(-x * x);
    },
  },
  {
    name: "slope-of-the-tanh-form",
    task: "geluDerivative",
    misunderstanding: "This is the slope of the approximation by tanh, up to 8.7e-4 away from that of GELU.",
    hint: "The slope of x Φ(x) is made of Φ and the bell curve φ. Neither has a tanh in it.",
    wrong: (x: number) => {
      const root = Math.sqrt(2 / Math.PI);
      const t = Math.tanh(root * (x + 0.044715 * x ** 3));
      return 0.5 * (1 + t) + 0.5 * x * (1 - t * t) * root * (1 + 3 * 0.044715 * x * x);
    },
    inAnotherStyle: (x: number) => {
      const t = Math.tanh(0.7978845608028654 * x * (1 + 0.044715 * x ** 2));
      const inner = 0.7978845608028654 * (1 + 0.134145 * x ** 2);
      return ((1 + t) * (1 + x * inner * (1 - t))) / 2;
    },
  },
  {
    name: "coarse-error-function-in-the-slope",
    task: "geluDerivative",
    misunderstanding:
      "Φ comes from a short polynomial that is good to six decimals (Abramowitz and Stegun 7.1.26), and the slope is no better than that.",
    hint: "The starter imports a function for Φ that is right to the last digits, on either side.",
    wrong: (x: number) => {
      const erf = (y: number) => {
        const t = 1 / (1 + 0.3275911 * Math.abs(y));
        const sum =
          ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t;
        return Math.sign(y) * (1 - sum * Math.exp(-y * y));
      };
      return 0.5 * (1 + erf(x / Math.SQRT2)) + (x * Math.exp((-x * x) / 2)) / Math.sqrt(2 * Math.PI);
    },
    inAnotherStyle: (x: number) => {
      const t = 1 / (1 + (0.3275911 * Math.abs(x)) / Math.SQRT2);
      const coefficients = [0.254829592, -0.284496736, 1.421413741, -1.453152027, 1.061405429];
      const sum = coefficients.reduce((total, c, i) => total + c * t ** (i + 1), 0);
      const bell = Math.exp(-(x ** 2) / 2);
      const size = 1 - sum * bell;
      return (x < 0 ? 1 - size : 1 + size) / 2 + 0.3989422804014327 * x * bell;
    },
  },
  {
    name: "one-plus-erf-cancels-in-the-slope",
    task: "geluDerivative",
    misunderstanding:
      "Φ is computed as a sum or a difference with 1 in it. Far to the left that cancels: at −9 it is exactly 0, and the slope is off by a hundredth.",
    hint: "Φ has a second form, in which nothing is added to 1. It keeps its digits on the left.",
    wrong: (x: number) => {
      const tail = (a: number) => {
        let sum = 0;
        for (let k = 0.5; k < 100; k++) sum += Math.exp(-((a / Math.sin((k * Math.PI) / 200)) ** 2) / 2);
        return sum / 200;
      };
      const erf = Math.sign(x) * (1 - 2 * tail(Math.abs(x)));
      return 0.5 * (1 + erf) + (x * Math.exp((-x * x) / 2)) / Math.sqrt(2 * Math.PI);
    },
    inAnotherStyle: (x: number) => {
      const angles = Array.from({ length: 100 }, (_, k) => ((k + 0.5) * Math.PI) / 200);
      const tail = angles.reduce((sum, t) => sum + Math.exp((-x * x) / (2 * Math.sin(t) ** 2)), 0) / 200;
      const erfc = x > 0 ? 2 * tail : 2 - 2 * tail;
      return 1 - erfc / 2 + 0.3989422804014327 * x * Math.exp((-x * x) / 2);
    },
  },
  {
    name: "lambda-missing-on-the-left",
    task: "selu",
    misunderstanding:
      "The left side is α (eˣ − 1), as in ELU: λ is missing there, and the mean of the outputs is no longer 0.",
    hint: "λ scales the whole function. On which sides does yours have it?",
    wrong: (x: number) =>
      x > 0
        ? { value: 1.0507009873554805 * x, slope: 1.0507009873554805 }
        : { value: 1.6732632423543772 * (Math.exp(x) - 1), slope: 1.6732632423543772 * Math.exp(x) },
    inAnotherStyle: (x: number) => {
      const [lambda, alpha] = [1.0507009873554805, 1.6732632423543772];
      const slope = x > 0 ? lambda : alpha * Math.exp(x);
      return { value: lambda * Math.max(x, 0) + alpha * Math.expm1(Math.min(x, 0)), slope };
    },
  },
  {
    name: "lambda-missing-on-the-right",
    task: "selu",
    misunderstanding:
      "The right side is x, as in ReLU: λ is missing there, and the variance of the outputs falls below 1.",
    hint: "What SELU takes on the left it has to give on the right. What is its slope there?",
    wrong: (x: number) =>
      x > 0
        ? { value: x, slope: 1 }
        : {
            value: 1.0507009873554805 * 1.6732632423543772 * (Math.exp(x) - 1),
            slope: 1.0507009873554805 * 1.6732632423543772 * Math.exp(x),
          },
    inAnotherStyle: (x: number) => {
      const both = 1.7580993408473768;
      const value = Math.max(x, 0) + both * Math.expm1(Math.min(x, 0));
      return { value, slope: x > 0 ? 1 : both * Math.exp(x) };
    },
  },
  {
    name: "lambda-missing-in-the-slope",
    task: "selu",
    misunderstanding:
      "The value is right, and the slope is that of ELU: λ was forgotten in it, on both sides.",
    hint: "A factor that multiplies a function multiplies its slope.",
    wrong: (x: number) =>
      x > 0
        ? { value: 1.0507009873554805 * x, slope: 1 }
        : {
            value: 1.0507009873554805 * 1.6732632423543772 * (Math.exp(x) - 1),
            slope: 1.6732632423543772 * Math.exp(x),
          },
    inAnotherStyle: (x: number) => {
      const elu = Math.max(x, 0) + 1.6732632423543772 * Math.expm1(Math.min(x, 0));
      return { value: 1.0507009873554805 * elu, slope: x > 0 ? 1 : 1.6732632423543772 * Math.exp(x) };
    },
  },
  {
    name: "alpha-missing-in-the-slope",
    task: "selu",
    misunderstanding: "The value is right, and on the left the slope is λ eˣ: α was forgotten in it.",
    hint: "A factor that multiplies e to the x multiplies its slope. Which two does the left side have?",
    wrong: (x: number) =>
      x > 0
        ? { value: 1.0507009873554805 * x, slope: 1.0507009873554805 }
        : {
            value: 1.0507009873554805 * 1.6732632423543772 * (Math.exp(x) - 1),
            slope: 1.0507009873554805 * Math.exp(x),
          },
    inAnotherStyle: (x: number) => {
      const [lambda, alpha] = [1.0507009873554805, 1.6732632423543772];
      const elu = Math.max(x, 0) + alpha * Math.expm1(Math.min(x, 0));
      return { value: lambda * elu, slope: lambda * Math.exp(Math.min(x, 0)) };
    },
  },
  {
    name: "slope-from-the-value",
    task: "selu",
    misunderstanding:
      "On the left the slope is computed as the value plus λα. Far out the value has rounded to −λα, and the sum is exactly 0.",
    hint: "The slope has a formula of its own, in x, with no sum in it. What does that one give at −40?",
    wrong: (x: number) => {
      if (x > 0) return { value: 1.0507009873554805 * x, slope: 1.0507009873554805 };
      const value = 1.0507009873554805 * 1.6732632423543772 * (Math.exp(x) - 1);
      return { value, slope: value + 1.0507009873554805 * 1.6732632423543772 };
    },
    inAnotherStyle: (x: number) => {
      const [lambda, alpha] = [1.0507009873554805, 1.6732632423543772];
      const elu = x > 0 ? x : alpha * Math.expm1(x);
      return { value: lambda * elu, slope: x > 0 ? lambda : lambda * (elu + alpha) };
    },
  },
  {
    name: "lambda-and-alpha-swapped",
    task: "selu",
    misunderstanding: "The slope on the right is 1.67: α and λ have changed places.",
    hint: "λ is the smaller one, 1.05. It is the slope on the right, and α stands only on the left.",
    wrong: (x: number) =>
      x > 0
        ? { value: 1.6732632423543772 * x, slope: 1.6732632423543772 }
        : {
            value: 1.6732632423543772 * 1.0507009873554805 * (Math.exp(x) - 1),
            slope: 1.6732632423543772 * 1.0507009873554805 * Math.exp(x),
          },
    inAnotherStyle: (x: number) => {
      const [outside, inside] = [1.6732632423543772, 1.0507009873554805];
      const elu = Math.max(x, 0) + inside * Math.expm1(Math.min(x, 0));
      return { value: outside * elu, slope: outside * (x > 0 ? 1 : inside * Math.exp(x)) };
    },
  },
  {
    name: "minus-one-missing",
    task: "selu",
    misunderstanding: "The curve jumps at 0: on the left the value is λ α eˣ, which is the slope.",
    hint: "Both sides must meet at 0. What does your left side give there?",
    wrong: (x: number) => {
      const left = 1.0507009873554805 * 1.6732632423543772 * Math.exp(x);
      return x > 0
        ? { value: 1.0507009873554805 * x, slope: 1.0507009873554805 }
        : { value: left, slope: left };
    },
    inAnotherStyle: (x: number) => {
      const lambda = 1.0507009873554805;
      if (x <= 0) return { value: 1.7580993408473768 * Math.E ** x, slope: 1.7580993408473768 * Math.E ** x };
      return { value: lambda * x, slope: lambda };
    },
  },
  {
    name: "zero-times-infinity",
    task: "selu",
    misunderstanding:
      "Far to the right the value is NaN: the left side was computed there too, and 0 times Infinity is no number.",
    hint: "At 1000 the exponential is Infinity. Choose the side first, and compute that one alone.",
    wrong: (x: number) => {
      const [lambda, alpha] = [1.0507009873554805, 1.6732632423543772];
      const [right, left] = [Number(x > 0), Number(x <= 0)];
      return {
        value: lambda * (right * x + left * alpha * (Math.exp(x) - 1)),
        slope: lambda * (right + left * alpha * Math.exp(x)),
      };
    },
    inAnotherStyle: (x: number) => {
      const isLeft = x > 0 ? 0 : 1;
      const left = isLeft * 1.6732632423543772 * Math.expm1(x);
      const leftSlope = isLeft * 1.6732632423543772 * Math.exp(x);
      return {
        value: 1.0507009873554805 * (left + (1 - isLeft) * x),
        slope: 1.0507009873554805 * (leftSlope + (1 - isLeft)),
      };
    },
  },
];

import type { Mistake, Probes } from "@vanishing/grader";
import type { RandomStream, Weight } from "./solution.ts";

/**
 * The same few numbers for every call. Inputs are copied before a call, and a copy asks each getter once, so that every function under
 * comparison begins at the first number.
 */
const stream: RandomStream = {
  get next() {
    return inTurn([0.9, 0.25, 0.6, 0.05, 0.7]);
  },
  get normal() {
    return inTurn([0.8, -1.7, 0.3, 1.1, -0.4]);
  },
};

function inTurn(numbers: readonly number[]): () => number {
  let at = 0;
  return () => numbers[at++ % numbers.length] as number;
}

// One row or one column, so that it makes no difference in which order somebody fills a weight.
const shapes = [
  [stream, 1, 4],
  [stream, 3, 1],
  [stream, 1, 2],
];

// Entries with mean 0 in layers that widen and narrow, so that every fan, mean and root gives another number.
const widening: Weight = [
  [1, -1, 0.5],
  [-0.5, 2, -2],
];
const narrowing: Weight = [[1], [-3], [2]];
const half = (q: number) => q / 2;
const settling = (q: number) => q / (1 + q);

export const probes: Probes = {
  glorot: shapes,
  he: shapes,
  layerVariances: [
    [[widening, narrowing], 3, half],
    [[widening, narrowing, [[0.5, -0.5]]], 0.7, settling],
  ],
};

type Draw = RandomStream;

export const mistakes: readonly Mistake[] = [
  {
    name: "deviation-as-limit",
    task: "glorot",
    misunderstanding:
      "The standard deviation is used as the limit: the weights come out √3 times too small, with a third of the variance.",
    hint: "A uniform number rarely comes near its limit. Its variance is limit² / 3: which limit gives 2 / (fan-in + fan-out)?",
    wrong: (draw: Draw, fanIn: number, fanOut: number) => {
      const limit = Math.sqrt(2 / (fanIn + fanOut));
      return Array.from({ length: fanIn }, () =>
        Array.from({ length: fanOut }, () => limit * (2 * draw.next() - 1)),
      );
    },
    inAnotherStyle: (draw: Draw, fanIn: number, fanOut: number) => {
      const weight: number[][] = [];
      for (let i = 0; i < fanIn; i++) {
        const row: number[] = [];
        for (let j = 0; j < fanOut; j++) row.push((draw.next() - 0.5) / Math.sqrt((fanIn + fanOut) / 8));
        weight.push(row);
      }
      return weight;
    },
  },
  {
    name: "one-sided",
    task: "glorot",
    misunderstanding:
      "All weights are positive: they are drawn from 0 to the limit, not from −limit to limit.",
    hint: "The stream gives numbers from 0 to 1, around a half. How wide must they become, and around what should they lie?",
    wrong: (draw: Draw, fanIn: number, fanOut: number) => {
      const limit = Math.sqrt(6 / (fanIn + fanOut));
      return Array.from({ length: fanIn }, () => Array.from({ length: fanOut }, () => limit * draw.next()));
    },
    inAnotherStyle: (draw: Draw, fanIn: number, fanOut: number) => {
      const weight: number[][] = [];
      for (let i = 0; i < fanIn; i++) {
        const row: number[] = [];
        for (let j = 0; j < fanOut; j++) row.push(draw.next() / Math.sqrt((fanIn + fanOut) / 6));
        weight.push(row);
      }
      return weight;
    },
  },
  {
    name: "fan-in-alone",
    task: "glorot",
    misunderstanding: "The limit is √(3 / fan-in): the fan-out plays no part. That is LeCun's rule.",
    hint: "One count keeps values level on the way forward, the other keeps gradients level on the way back. Glorot's rule weighs both.",
    wrong: (draw: Draw, fanIn: number, fanOut: number) => {
      const limit = Math.sqrt(3 / fanIn);
      return Array.from({ length: fanIn }, () =>
        Array.from({ length: fanOut }, () => limit * (2 * draw.next() - 1)),
      );
    },
    inAnotherStyle: (draw: Draw, fanIn: number, fanOut: number) => {
      const weight: number[][] = [];
      for (let i = 0; i < fanIn; i++) {
        const row: number[] = [];
        for (let j = 0; j < fanOut; j++) row.push((draw.next() - 0.5) * Math.sqrt(12 / fanIn));
        weight.push(row);
      }
      return weight;
    },
  },
  {
    name: "limit-without-root",
    task: "glorot",
    misunderstanding:
      "The limit is 6 / (fan-in + fan-out): the root is missing, and the weights are far too small.",
    hint: "The fans divide the variance, which is the square of a size. What turns it into a size again?",
    wrong: (draw: Draw, fanIn: number, fanOut: number) => {
      const limit = 6 / (fanIn + fanOut);
      return Array.from({ length: fanIn }, () =>
        Array.from({ length: fanOut }, () => limit * (2 * draw.next() - 1)),
      );
    },
    inAnotherStyle: (draw: Draw, fanIn: number, fanOut: number) => {
      const weight: number[][] = [];
      for (let i = 0; i < fanIn; i++) {
        const row: number[] = [];
        for (let j = 0; j < fanOut; j++) row.push((12 * draw.next() - 6) / (fanIn + fanOut));
        weight.push(row);
      }
      return weight;
    },
  },
  {
    name: "one-uniform-number-for-all",
    task: "glorot",
    misunderstanding: "All weights are the same number: the stream is asked once, outside of the loops.",
    hint: "Units with equal weights get equal gradients and never become different. How often must the stream be asked for a matrix of this shape?",
    wrong: (draw: Draw, fanIn: number, fanOut: number) => {
      const weight = Math.sqrt(6 / (fanIn + fanOut)) * (2 * draw.next() - 1);
      return Array.from({ length: fanIn }, () => Array.from({ length: fanOut }, () => weight));
    },
    inAnotherStyle: (draw: Draw, fanIn: number, fanOut: number) => {
      const limit = Math.sqrt(6 / (fanIn + fanOut));
      const row = Array(fanOut).fill(-limit + 2 * limit * draw.next());
      return Array(fanIn).fill(row);
    },
  },
  {
    name: "one-row-for-all-inputs",
    task: "glorot",
    misunderstanding:
      "One row is drawn and put in for every input: a unit has the same weight for all that it reads.",
    hint: "The stream is asked fan-out times. How many weights are there, and how many of yours are different?",
    wrong: (draw: Draw, fanIn: number, fanOut: number) => {
      const limit = Math.sqrt(6 / (fanIn + fanOut));
      return Array(fanIn).fill(Array.from({ length: fanOut }, () => limit * (2 * draw.next() - 1)));
    },
    inAnotherStyle: (draw: Draw, fanIn: number, fanOut: number) => {
      const row: number[] = [];
      while (row.length < fanOut) row.push((draw.next() - 0.5) * Math.sqrt(24 / (fanIn + fanOut)));
      return Array.from({ length: fanIn }, () => row);
    },
  },
  {
    name: "fans-turned-round",
    task: "glorot",
    misunderstanding: "The matrix has a row for each unit and a column for each input: it lies on its side.",
    hint: "A batch in rows is multiplied from the right, x · W. How many rows does W need when x has fan-in columns?",
    wrong: (draw: Draw, fanIn: number, fanOut: number) => {
      const limit = Math.sqrt(6 / (fanIn + fanOut));
      return Array.from({ length: fanOut }, () =>
        Array.from({ length: fanIn }, () => limit * (2 * draw.next() - 1)),
      );
    },
    inAnotherStyle: (draw: Draw, fanIn: number, fanOut: number) => {
      const weight: number[][] = [];
      for (let j = 0; j < fanOut; j++) {
        const row: number[] = [];
        for (let i = 0; i < fanIn; i++) row.push((draw.next() - 0.5) * Math.sqrt(24 / (fanIn + fanOut)));
        weight.push(row);
      }
      return weight;
    },
  },
  {
    name: "fan-out-for-fan-in",
    task: "he",
    misunderstanding: "The variance is 2 / fan-out: the number of units is taken for the number of inputs.",
    hint: "What a unit adds up are its inputs. Which of the two fans counts those, and does the sum change when more units read along?",
    wrong: (draw: Draw, fanIn: number, fanOut: number) => {
      const deviation = Math.sqrt(2 / fanOut);
      return Array.from({ length: fanIn }, () =>
        Array.from({ length: fanOut }, () => deviation * draw.normal()),
      );
    },
    inAnotherStyle: (draw: Draw, fanIn: number, fanOut: number) => {
      const weight: number[][] = [];
      for (let i = 0; i < fanIn; i++) {
        const row: number[] = [];
        for (let j = 0; j < fanOut; j++) row.push(draw.normal() / Math.sqrt(fanOut / 2));
        weight.push(row);
      }
      return weight;
    },
  },
  {
    name: "variance-for-deviation",
    task: "he",
    misunderstanding: "The normal numbers are multiplied by 2 / fan-in, the variance, and not by its root.",
    hint: "If z has variance 1, what is the variance of c · z? And which c makes it 2 / fan-in?",
    wrong: (draw: Draw, fanIn: number, fanOut: number) =>
      Array.from({ length: fanIn }, () => Array.from({ length: fanOut }, () => (2 / fanIn) * draw.normal())),
    inAnotherStyle: (draw: Draw, fanIn: number, fanOut: number) => {
      const weight: number[][] = [];
      for (let i = 0; i < fanIn; i++) {
        const row: number[] = [];
        for (let j = 0; j < fanOut; j++) row.push(draw.normal() / (fanIn / 2));
        weight.push(row);
      }
      return weight;
    },
  },
  {
    name: "gain-two",
    task: "he",
    misunderstanding:
      "The standard deviation is 2 / √fan-in: the 2 is used as a gain, and the variance is 4 / fan-in.",
    hint: "The 2 of He's rule belongs to the variance. What is left of it when you take the root?",
    wrong: (draw: Draw, fanIn: number, fanOut: number) => {
      const deviation = 2 / Math.sqrt(fanIn);
      return Array.from({ length: fanIn }, () =>
        Array.from({ length: fanOut }, () => deviation * draw.normal()),
      );
    },
    inAnotherStyle: (draw: Draw, fanIn: number, fanOut: number) => {
      const weight: number[][] = [];
      for (let i = 0; i < fanIn; i++) {
        const row: number[] = [];
        for (let j = 0; j < fanOut; j++) row.push(draw.normal() * Math.sqrt(4 / fanIn));
        weight.push(row);
      }
      return weight;
    },
  },
  {
    name: "gain-one",
    task: "he",
    misunderstanding:
      "The variance is 1 / fan-in: nothing makes up for the half that ReLU takes. That is LeCun's rule.",
    hint: "Behind a ReLU half of the mean square is gone. By how much must the weights enlarge what is left?",
    wrong: (draw: Draw, fanIn: number, fanOut: number) => {
      const deviation = Math.sqrt(1 / fanIn);
      return Array.from({ length: fanIn }, () =>
        Array.from({ length: fanOut }, () => deviation * draw.normal()),
      );
    },
    inAnotherStyle: (draw: Draw, fanIn: number, fanOut: number) => {
      const weight: number[][] = [];
      for (let i = 0; i < fanIn; i++) {
        const row: number[] = [];
        for (let j = 0; j < fanOut; j++) row.push(draw.normal() / Math.sqrt(fanIn));
        weight.push(row);
      }
      return weight;
    },
  },
  {
    name: "one-normal-number-for-all",
    task: "he",
    misunderstanding:
      "All weights are one and the same normal number: it is drawn once, outside of the loops.",
    hint: "Print a small weight. A layer whose units are all alike has one unit, many times over: where is the stream asked, and how often?",
    wrong: (draw: Draw, fanIn: number, fanOut: number) => {
      const weight = Math.sqrt(2 / fanIn) * draw.normal();
      return Array.from({ length: fanIn }, () => Array.from({ length: fanOut }, () => weight));
    },
    inAnotherStyle: (draw: Draw, fanIn: number, fanOut: number) => {
      const row = Array(fanOut).fill(draw.normal() / Math.sqrt(fanIn / 2));
      return Array(fanIn).fill(row);
    },
  },
  {
    name: "one-row-for-all",
    task: "he",
    misunderstanding:
      "All rows are one and the same list, drawn once. Each unit weighs all of its inputs alike.",
    hint: "Change one entry of your matrix and print the whole of it. How many entries are different now?",
    wrong: (draw: Draw, fanIn: number, fanOut: number) => {
      const deviation = Math.sqrt(2 / fanIn);
      return Array(fanIn).fill(Array.from({ length: fanOut }, () => deviation * draw.normal()));
    },
    inAnotherStyle: (draw: Draw, fanIn: number, fanOut: number) => {
      const row: number[] = [];
      while (row.length < fanOut) row.push(draw.normal() / Math.sqrt(fanIn / 2));
      return Array.from({ length: fanIn }, () => row);
    },
  },
  {
    name: "both-fans",
    task: "he",
    misunderstanding: "The variance is 2 / (fan-in + fan-out), which is Glorot's.",
    hint: "Glorot weighs two directions against each other. Which of them does the 2 for ReLU look at?",
    wrong: (draw: Draw, fanIn: number, fanOut: number) => {
      const deviation = Math.sqrt(2 / (fanIn + fanOut));
      return Array.from({ length: fanIn }, () =>
        Array.from({ length: fanOut }, () => deviation * draw.normal()),
      );
    },
    inAnotherStyle: (draw: Draw, fanIn: number, fanOut: number) => {
      const weight: number[][] = [];
      for (let i = 0; i < fanIn; i++) {
        const row: number[] = [];
        for (let j = 0; j < fanOut; j++) row.push(draw.normal() / Math.sqrt((fanIn + fanOut) / 2));
        weight.push(row);
      }
      return weight;
    },
  },
  {
    name: "uniform-form",
    task: "he",
    misunderstanding:
      "The weights are uniform on ±√(6 / fan-in). That is He's rule in its uniform form, and the task asks for the normal one.",
    hint: "The stream can give two kinds of numbers. Which kind has a standard deviation of 1 from the start?",
    wrong: (draw: Draw, fanIn: number, fanOut: number) => {
      const limit = Math.sqrt(6 / fanIn);
      return Array.from({ length: fanIn }, () =>
        Array.from({ length: fanOut }, () => limit * (2 * draw.next() - 1)),
      );
    },
    inAnotherStyle: (draw: Draw, fanIn: number, fanOut: number) => {
      const weight: number[][] = [];
      for (let i = 0; i < fanIn; i++) {
        const row: number[] = [];
        for (let j = 0; j < fanOut; j++) row.push((draw.next() - 0.5) * Math.sqrt(24 / fanIn));
        weight.push(row);
      }
      return weight;
    },
  },
  {
    name: "counts-units-for-inputs",
    task: "layerVariances",
    misunderstanding:
      "Each layer is multiplied by its fan-out: the entries of a row are counted, and not the rows.",
    hint: "A weight has one row for each input. Which length of it says how many products a unit adds up?",
    wrong: (weights: readonly Weight[], inputMeanSquare: number, meanSquareAfter: (q: number) => number) => {
      const result: number[] = [];
      let meanSquare = inputMeanSquare;
      for (const weight of weights) {
        const entries = weight.flat();
        const variance = entries.reduce((sum, entry) => sum + entry ** 2, 0) / entries.length;
        const q = (weight[0]?.length ?? 0) * variance * meanSquare;
        result.push(q);
        meanSquare = meanSquareAfter(q);
      }
      return result;
    },
    inAnotherStyle: (
      weights: readonly Weight[],
      inputMeanSquare: number,
      meanSquareAfter: (q: number) => number,
    ) => {
      let reads = inputMeanSquare;
      return weights.map((weight) => {
        let squares = 0;
        for (const row of weight) for (const entry of row) squares += entry * entry;
        const q = (squares / weight.length) * reads;
        reads = meanSquareAfter(q);
        return q;
      });
    },
  },
  {
    name: "deviation-for-variance",
    task: "layerVariances",
    misunderstanding:
      "The law is used with the standard deviation of the weights, the root of what it asks for.",
    hint: "A product of a weight and a value has a mean square that is the product of both mean squares. Is there a root in that?",
    wrong: (weights: readonly Weight[], inputMeanSquare: number, meanSquareAfter: (q: number) => number) => {
      const result: number[] = [];
      let meanSquare = inputMeanSquare;
      for (const weight of weights) {
        const entries = weight.flat();
        const variance = entries.reduce((sum, entry) => sum + entry ** 2, 0) / entries.length;
        const q = weight.length * Math.sqrt(variance) * meanSquare;
        result.push(q);
        meanSquare = meanSquareAfter(q);
      }
      return result;
    },
    inAnotherStyle: (
      weights: readonly Weight[],
      inputMeanSquare: number,
      meanSquareAfter: (q: number) => number,
    ) => {
      let reads = inputMeanSquare;
      return weights.map((weight) => {
        const entries = weight.flat();
        const q = (weight.length * Math.hypot(...entries) * reads) / Math.sqrt(entries.length);
        reads = meanSquareAfter(q);
        return q;
      });
    },
  },
  {
    name: "without-the-activation",
    task: "layerVariances",
    misunderstanding:
      "Each layer is taken to read the pre-activations of the one before: the activation is left out.",
    hint: "Between two layers stands the activation, and ReLU takes half of the mean square. Where does your function ask what is left?",
    wrong: (weights: readonly Weight[], inputMeanSquare: number) => {
      const result: number[] = [];
      let meanSquare = inputMeanSquare;
      for (const weight of weights) {
        const entries = weight.flat();
        meanSquare *= (weight.length * entries.reduce((sum, entry) => sum + entry ** 2, 0)) / entries.length;
        result.push(meanSquare);
      }
      return result;
    },
    inAnotherStyle: (weights: readonly Weight[], inputMeanSquare: number) =>
      weights.map((_, last) =>
        weights.slice(0, last + 1).reduce((q, weight) => {
          let squares = 0;
          for (const row of weight) for (const entry of row) squares += entry * entry;
          return (q * squares) / (weight[0]?.length ?? 1);
        }, inputMeanSquare),
      ),
  },
  {
    name: "activation-before-the-first-layer",
    task: "layerVariances",
    misunderstanding: "The inputs are sent through the activation too, before the first layer reads them.",
    hint: "The first layer reads the data as they are. Between which layers does an activation stand?",
    wrong: (weights: readonly Weight[], inputMeanSquare: number, meanSquareAfter: (q: number) => number) => {
      const result: number[] = [];
      let q = inputMeanSquare;
      for (const weight of weights) {
        const entries = weight.flat();
        const variance = entries.reduce((sum, entry) => sum + entry ** 2, 0) / entries.length;
        q = weight.length * variance * meanSquareAfter(q);
        result.push(q);
      }
      return result;
    },
    inAnotherStyle: (
      weights: readonly Weight[],
      inputMeanSquare: number,
      meanSquareAfter: (q: number) => number,
    ) => {
      let reads = meanSquareAfter(inputMeanSquare);
      return weights.map((weight) => {
        let squares = 0;
        for (const row of weight) for (const entry of row) squares += entry * entry;
        const q = (squares / (weight[0]?.length ?? 1)) * reads;
        reads = meanSquareAfter(q);
        return q;
      });
    },
  },
  {
    name: "after-the-activation",
    task: "layerVariances",
    misunderstanding:
      "The result holds the mean squares behind each activation, not those of the pre-activations.",
    hint: "Two mean squares go with each layer: that of z, and that of h = φ(z), which the next layer reads. Which of them is asked for?",
    wrong: (weights: readonly Weight[], inputMeanSquare: number, meanSquareAfter: (q: number) => number) => {
      const result: number[] = [];
      let meanSquare = inputMeanSquare;
      for (const weight of weights) {
        const entries = weight.flat();
        const variance = entries.reduce((sum, entry) => sum + entry ** 2, 0) / entries.length;
        meanSquare = meanSquareAfter(weight.length * variance * meanSquare);
        result.push(meanSquare);
      }
      return result;
    },
    inAnotherStyle: (
      weights: readonly Weight[],
      inputMeanSquare: number,
      meanSquareAfter: (q: number) => number,
    ) => {
      let reads = inputMeanSquare;
      return weights.map((weight) => {
        let squares = 0;
        for (const row of weight) for (const entry of row) squares += entry * entry;
        reads = meanSquareAfter((squares / (weight[0]?.length ?? 1)) * reads);
        return reads;
      });
    },
  },
  {
    name: "sum-of-squares",
    task: "layerVariances",
    misunderstanding:
      "The squares of all entries are added up and not averaged, so that every layer counts its weights too often.",
    hint: "The variance of many weights is about as large as that of few. Is yours, or does it grow with the matrix?",
    wrong: (weights: readonly Weight[], inputMeanSquare: number, meanSquareAfter: (q: number) => number) => {
      const result: number[] = [];
      let meanSquare = inputMeanSquare;
      for (const weight of weights) {
        const squares = weight.flat().reduce((sum, entry) => sum + entry ** 2, 0);
        const q = weight.length * squares * meanSquare;
        result.push(q);
        meanSquare = meanSquareAfter(q);
      }
      return result;
    },
    inAnotherStyle: (
      weights: readonly Weight[],
      inputMeanSquare: number,
      meanSquareAfter: (q: number) => number,
    ) => {
      let reads = inputMeanSquare;
      return weights.map((weight) => {
        const q = weight.length * Math.hypot(...weight.flat()) ** 2 * reads;
        reads = meanSquareAfter(q);
        return q;
      });
    },
  },
  {
    name: "forgets-the-fan-in",
    task: "layerVariances",
    misunderstanding: "The variance of the weights is multiplied in, and the fan-in is not.",
    hint: "A unit does not read one value but fan-in of them, and independent variances add up. Where is that sum?",
    wrong: (weights: readonly Weight[], inputMeanSquare: number, meanSquareAfter: (q: number) => number) => {
      const result: number[] = [];
      let meanSquare = inputMeanSquare;
      for (const weight of weights) {
        const entries = weight.flat();
        const q = (entries.reduce((sum, entry) => sum + entry ** 2, 0) / entries.length) * meanSquare;
        result.push(q);
        meanSquare = meanSquareAfter(q);
      }
      return result;
    },
    inAnotherStyle: (
      weights: readonly Weight[],
      inputMeanSquare: number,
      meanSquareAfter: (q: number) => number,
    ) => {
      let reads = inputMeanSquare;
      return weights.map((weight) => {
        const entries = weight.flat();
        const q = (Math.hypot(...entries) ** 2 / entries.length) * reads;
        reads = meanSquareAfter(q);
        return q;
      });
    },
  },
];

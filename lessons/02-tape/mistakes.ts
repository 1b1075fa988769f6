import type { Mistake, Probes } from "@vanishing/grader";

interface TapeRecord {
  readonly inputs: readonly number[];
  readonly value: number;
  readonly vjp: (upstream: number) => readonly number[];
}
type Tape = readonly TapeRecord[];

const given = (value: number): TapeRecord => ({ inputs: [], value, vjp: () => [] });
const scaled = (input: number, value: number, factor: number): TapeRecord => ({
  inputs: [input],
  value,
  vjp: (upstream) => [factor * upstream],
});
const sum = (a: number, b: number, value: number): TapeRecord => ({
  inputs: [a, b],
  value,
  vjp: (upstream) => [upstream, upstream],
});

/** h + 5 · 3h with h = 2x at x = 1: a short way back to h, and a long one. */
const diamond: Tape = [given(1), scaled(0, 2, 2), scaled(1, 6, 3), scaled(2, 30, 5), sum(1, 3, 32)];

/** x · x at x = 3. */
const square: Tape = [
  given(3),
  { inputs: [0, 0], value: 9, vjp: (upstream) => [3 * upstream, 3 * upstream] },
];

/** a · b at a = 3 and b = −2: the two inputs get different shares. */
const product: Tape = [
  given(3),
  given(-2),
  { inputs: [0, 1], value: -6, vjp: (upstream) => [-2 * upstream, 3 * upstream] },
];

/** −2 · 0.5x at x = 7. */
const chain: Tape = [given(7), scaled(0, 3.5, 0.5), scaled(1, -7, -2)];

/** So long that functions which call each other cannot go through it. */
const longChain: Tape = [
  given(1),
  ...Array.from({ length: 30_000 }, (_, place) => scaled(place, place % 2 === 0 ? -1 : 1, -1)),
];

export const probes: Probes = {
  multiply: [
    [3, -2],
    [0.5, 0.25],
    [4, 7],
  ],
  multiplyVjp: [
    [0.5, 3, -2],
    [2, 0.3, 5],
    [-1, 4, 0.7],
  ],
  tanh: [[0], [0.5], [-0.7], [1.5], [1000], [-1000]],
  tanhVjp: [
    [1, 0],
    [1, 0.5],
    [0.5, 1.5],
    [-3, -0.7],
  ],
  // The long one stands last: answers that have differed before it need not go through it.
  backward: [
    [chain, 3],
    [product, 1],
    [square, 2],
    [diamond, 0.5],
    [longChain, 1],
  ],
};

export const mistakes: readonly Mistake[] = [
  {
    name: "forgets-upstream-of-product",
    task: "multiplyVjp",
    misunderstanding: "It gives the slopes of the product alone: whatever arrives, the same is passed on.",
    hint: "The slopes say how y depends on a and b. The question is how the loss does. Which number says what the loss makes of y?",
    wrong: (_upstream: number, a: number, b: number) => [b, a],
    inAnotherStyle: (...numbers: number[]) => numbers.slice(1).reverse(),
  },
  {
    name: "own-factor",
    task: "multiplyVjp",
    misunderstanding: "Each input gets its own value times what arrives, where the other's belongs.",
    hint: "Turn a by a little and keep b fixed. How much does a · b change for each unit of a?",
    wrong: (upstream: number, a: number, b: number) => [upstream * a, upstream * b],
    inAnotherStyle: (upstream: number, ...factors: number[]) => factors.map((factor) => upstream * factor),
  },
  {
    name: "passes-the-same-to-both",
    task: "multiplyVjp",
    misunderstanding: "Both inputs get what arrives, unchanged: that is the vjp of a sum.",
    hint: "In a sum a step of one input is a step of the result. In a product the step is stretched. By what?",
    wrong: (upstream: number) => [upstream, upstream],
    inAnotherStyle: (upstream: number) => Array(2).fill(upstream),
  },
  {
    name: "whole-product",
    task: "multiplyVjp",
    misunderstanding: "Both inputs get the whole product times what arrives.",
    hint: "What is the slope of 5a in a? The a itself is not in it.",
    wrong: (upstream: number, a: number, b: number) => [upstream * a * b, upstream * a * b],
    inAnotherStyle: (upstream: number, a: number, b: number) => {
      const y = a * b;
      return [y * upstream, y * upstream];
    },
  },
  {
    name: "sum-for-product",
    task: "multiply",
    misunderstanding: "The two numbers are added.",
    hint: "A weight of 0 switches its input off. What should 0 and 7 give?",
    wrong: (a: number, b: number) => a + b,
    inAnotherStyle: (...numbers: number[]) => numbers.reduce((total, each) => total + each, 0),
  },
  {
    name: "infinity-over-infinity",
    task: "tanh",
    misunderstanding:
      "Far out tanh comes out as NaN: e^1000 is Infinity, and Infinity / Infinity is no number.",
    hint: "The quotient of exponentials is right on paper. The machine has tanh ready-made, and it is safe far out.",
    wrong: (x: number) => (Math.exp(x) - Math.exp(-x)) / (Math.exp(x) + Math.exp(-x)),
    inAnotherStyle: (x: number) => Math.sinh(x) / Math.cosh(x),
  },
  {
    name: "tangent",
    task: "tanh",
    misunderstanding: "This is the tangent of an angle, which has no bounds.",
    hint: "One letter makes the difference: h stands for hyperbolic. Which of the two stays between −1 and 1?",
    wrong: (x: number) => Math.tan(x),
    inAnotherStyle: (x: number) => Math.sin(x) / Math.cos(x),
  },
  {
    name: "forgets-upstream-of-tanh",
    task: "tanhVjp",
    misunderstanding: "It gives the slope of tanh alone: whatever arrives, the same is passed on.",
    hint: "The slope says how y depends on x. The question is how the loss does. Which number says what the loss makes of y?",
    wrong: (_upstream: number, x: number) => [1 - Math.tanh(x) ** 2],
    inAnotherStyle: (...[, x = 0]: number[]) => [1 / Math.cosh(x) ** 2],
  },
  {
    name: "input-taken-for-output",
    task: "tanhVjp",
    misunderstanding: "The slope is 1 − x²: the formula for the output y = tanh(x) is used with the input.",
    hint: "1 − y² is a formula in the output y. What the function is given is the input x.",
    wrong: (upstream: number, x: number) => [upstream * (1 - x * x)],
    inAnotherStyle: (upstream: number, x: number) => [upstream * (1 - x) * (1 + x)],
  },
  {
    name: "slope-at-the-output",
    task: "tanhVjp",
    misunderstanding: "tanh is taken twice: this is the slope at y = tanh(x), not at x.",
    hint: "The slope belongs to the place where the curve was entered, and that is x.",
    wrong: (upstream: number, x: number) => [upstream * (1 - Math.tanh(Math.tanh(x)) ** 2)],
    inAnotherStyle: (upstream: number, x: number) => {
      const y = Math.tanh(x);
      return [upstream / Math.cosh(y) ** 2];
    },
  },
  {
    name: "value-for-slope",
    task: "tanhVjp",
    misunderstanding: "What arrives is multiplied by tanh(x) itself, not by its slope.",
    hint: "At x = 0 the curve is steepest, and its value is 0. What should be passed on there?",
    wrong: (upstream: number, x: number) => [upstream * Math.tanh(x)],
    inAnotherStyle: (upstream: number, x: number) => [upstream * (2 / (1 + Math.exp(-2 * x)) - 1)],
  },
  {
    name: "square-left-out",
    task: "tanhVjp",
    misunderstanding: "The slope is taken as 1 − tanh(x), without the square.",
    hint: "The slope is the same at x and at −x. What does 1 − tanh(x) give on the two sides?",
    wrong: (upstream: number, x: number) => [upstream * (1 - Math.tanh(x))],
    inAnotherStyle: (upstream: number, x: number) => [upstream - upstream * Math.tanh(x)],
  },
  {
    name: "assigns",
    task: "backward",
    misunderstanding:
      "Where a value is used twice, only one of the two uses counts: the other one is overwritten.",
    hint: "The slope of x · x is 2x, and each of the two uses passes x on. What must happen to what is there already?",
    wrong: (tape: Tape, seed: number) => {
      const gradients = tape.map(() => 0);
      gradients[tape.length - 1] = seed;
      for (let place = tape.length - 1; place >= 0; place--) {
        const record = tape[place] as TapeRecord;
        const passedOn = record.vjp(gradients[place] as number);
        record.inputs.forEach((input, i) => {
          gradients[input] = passedOn[i] as number;
        });
      }
      return gradients;
    },
    inAnotherStyle: (tape: Tape, seed: number) => {
      const arrived = new Map([[tape.length - 1, seed]]);
      [...tape].reverse().forEach(({ inputs, vjp }, fromTheEnd) => {
        const upstream = arrived.get(tape.length - 1 - fromTheEnd) ?? 0;
        const passedOn = vjp(upstream);
        for (const [i, input] of inputs.entries()) arrived.set(input, passedOn[i] as number);
      });
      return tape.map((_, place) => arrived.get(place) ?? 0);
    },
  },
  {
    name: "starts-undefined",
    task: "backward",
    misunderstanding: "Gradients come out as NaN: what arrives first is added to undefined.",
    hint: "Nothing has arrived at a record before its first user speaks. Which number says so, and can be added to?",
    wrong: (tape: Tape, seed: number) => {
      const gradients: number[] = [];
      gradients[tape.length - 1] = seed;
      for (let place = tape.length - 1; place >= 0; place--) {
        const record = tape[place] as TapeRecord;
        const passedOn = record.vjp(gradients[place] as number);
        record.inputs.forEach((input, i) => {
          (gradients[input] as number) += passedOn[i] as number;
        });
      }
      return gradients;
    },
    inAnotherStyle: (tape: Tape, seed: number) => {
      const arrived = new Map([[tape.length - 1, seed]]);
      for (const place of [...tape.keys()].reverse()) {
        const { inputs, vjp } = tape[place] as TapeRecord;
        const passedOn = vjp(arrived.get(place) as number);
        for (const [i, input] of inputs.entries()) {
          arrived.set(input, (arrived.get(input) as number) + (passedOn[i] as number));
        }
      }
      return tape.map((_, place) => arrived.get(place) as number);
    },
  },
  {
    name: "same-share-for-all",
    task: "backward",
    misunderstanding:
      "Each input of a record gets the first number that the vjp gives, whichever input it is.",
    hint: "In a product a gets b, and b gets a. The vjp answers with a list: how do its numbers belong to the inputs?",
    wrong: (tape: Tape, seed: number) => {
      const gradients = tape.map(() => 0);
      gradients[tape.length - 1] = seed;
      for (let place = tape.length - 1; place >= 0; place--) {
        const record = tape[place] as TapeRecord;
        const [share] = record.vjp(gradients[place] as number);
        for (const input of record.inputs)
          gradients[input] = (gradients[input] as number) + (share as number);
      }
      return gradients;
    },
    inAnotherStyle: (tape: Tape, seed: number) => {
      const totals = new Map([[tape.length - 1, seed]]);
      for (const place of [...tape.keys()].reverse()) {
        const { inputs, vjp } = tape[place] as TapeRecord;
        for (const input of inputs) {
          totals.set(input, (totals.get(input) ?? 0) + (vjp(totals.get(place) ?? 0)[0] ?? 0));
        }
      }
      return tape.map((_, place) => totals.get(place) ?? 0);
    },
  },
  {
    name: "ignores-the-seed",
    task: "backward",
    misunderstanding: "Every call begins with 1 at the last record, whatever seed it is given.",
    hint: "The seed is what arrives at the last record. With a seed twice as large, what should happen to all gradients?",
    wrong: (tape: Tape, _seed: number) => {
      const gradients = tape.map(() => 0);
      gradients[tape.length - 1] = 1;
      for (let place = tape.length - 1; place >= 0; place--) {
        const record = tape[place] as TapeRecord;
        const passedOn = record.vjp(gradients[place] as number);
        record.inputs.forEach((input, i) => {
          gradients[input] = (gradients[input] as number) + (passedOn[i] as number);
        });
      }
      return gradients;
    },
    inAnotherStyle: (tape: Tape) => {
      const waiting = tape.map((): number[] => []);
      waiting.at(-1)?.push(1);
      const totals: number[] = [];
      for (let place = tape.length - 1; place >= 0; place--) {
        const total = (waiting[place] as number[]).reduce((a, b) => a + b, 0);
        totals.unshift(total);
        const { inputs, vjp } = tape[place] as TapeRecord;
        const passedOn = vjp(total);
        for (let i = 0; i < inputs.length; i++) waiting[inputs[i] as number]?.push(passedOn[i] as number);
      }
      return totals;
    },
  },
  {
    name: "asks-with-the-seed",
    task: "backward",
    misunderstanding:
      "Every record is asked with the seed, not with what has arrived at it: along a chain nothing multiplies.",
    hint: "Upstream of a record is what its users have passed on to it. By the time you come to it, where has that been collected?",
    wrong: (tape: Tape, seed: number) => {
      const gradients = tape.map(() => 0);
      gradients[tape.length - 1] = seed;
      for (let place = tape.length - 1; place >= 0; place--) {
        const record = tape[place] as TapeRecord;
        const passedOn = record.vjp(seed);
        record.inputs.forEach((input, i) => {
          gradients[input] = (gradients[input] as number) + (passedOn[i] as number);
        });
      }
      return gradients;
    },
    inAnotherStyle: (tape: Tape, seed: number) => {
      const totals = new Map([[tape.length - 1, seed]]);
      for (const { inputs, vjp } of tape) {
        const passedOn = vjp(seed);
        inputs.forEach((input, i) => {
          totals.set(input, (totals.get(input) ?? 0) + (passedOn[i] ?? 0));
        });
      }
      return tape.map((_, place) => totals.get(place) ?? 0);
    },
  },
  {
    name: "value-for-gradient",
    task: "backward",
    misunderstanding:
      "Each record is asked with its value, where the gradient belongs that has arrived at it.",
    hint: "A record's value is what it gave on the way forward. What it needs on the way back is what the loss makes of that value.",
    wrong: (tape: Tape, seed: number) => {
      const gradients = tape.map(() => 0);
      gradients[tape.length - 1] = seed;
      for (let place = tape.length - 1; place >= 0; place--) {
        const record = tape[place] as TapeRecord;
        const passedOn = record.vjp(record.value);
        record.inputs.forEach((input, i) => {
          gradients[input] = (gradients[input] as number) + (passedOn[i] as number);
        });
      }
      return gradients;
    },
    inAnotherStyle: (tape: Tape, seed: number) => {
      const totals = new Map([[tape.length - 1, seed]]);
      for (const { inputs, value, vjp } of tape) {
        const passedOn = vjp(value);
        for (const [i, input] of inputs.entries()) {
          totals.set(input, (totals.get(input) ?? 0) + (passedOn[i] ?? 0));
        }
      }
      return tape.map((_, place) => totals.get(place) ?? 0);
    },
  },
  {
    name: "walks-forward",
    task: "backward",
    misunderstanding:
      "Only the inputs of the last record get anything: the walk begins at the start of the tape, where nothing has arrived yet.",
    hint: "A record can pass on only what its users have given it, and its users stand after it. Which end of the tape has something first?",
    wrong: (tape: Tape, seed: number) => {
      const gradients = tape.map(() => 0);
      gradients[tape.length - 1] = seed;
      for (let place = 0; place < tape.length; place++) {
        const record = tape[place] as TapeRecord;
        const passedOn = record.vjp(gradients[place] as number);
        record.inputs.forEach((input, i) => {
          gradients[input] = (gradients[input] as number) + (passedOn[i] as number);
        });
      }
      return gradients;
    },
    inAnotherStyle: (tape: Tape, seed: number) =>
      tape.reduce(
        (totals, { inputs, vjp }, place) => {
          const passedOn = vjp(totals[place] ?? 0);
          for (const [i, input] of inputs.entries())
            totals[input] = (totals[input] ?? 0) + (passedOn[i] ?? 0);
          return totals;
        },
        [...Array(tape.length - 1).fill(0), seed] as number[],
      ),
  },
  {
    name: "skips-the-last-record",
    task: "backward",
    misunderstanding: "Everything before the last record comes out as 0: the last one is never asked.",
    hint: "The last record has received the seed. Who passes it on to the last record's inputs?",
    wrong: (tape: Tape, seed: number) => {
      const gradients = tape.map(() => 0);
      gradients[tape.length - 1] = seed;
      for (let place = tape.length - 2; place >= 0; place--) {
        const record = tape[place] as TapeRecord;
        const passedOn = record.vjp(gradients[place] as number);
        record.inputs.forEach((input, i) => {
          gradients[input] = (gradients[input] as number) + (passedOn[i] as number);
        });
      }
      return gradients;
    },
    inAnotherStyle: (tape: Tape, seed: number) =>
      tape.map((_, place) => (place === tape.length - 1 ? seed : 0)),
  },
  {
    name: "too-early",
    task: "backward",
    misunderstanding:
      "A value with a short way to the end and a long one passes on what came by the short one, and what comes later is not passed on.",
    hint: "Before a record may pass anything on, all of its users must have been visited. In which order do you meet users before what they use, without having to look for them?",
    wrong: (tape: Tape, seed: number) => {
      const gradients = tape.map(() => 0);
      gradients[tape.length - 1] = seed;
      const queue = [tape.length - 1];
      const seen = new Set(queue);
      for (const place of queue) {
        const record = tape[place] as TapeRecord;
        const passedOn = record.vjp(gradients[place] as number);
        record.inputs.forEach((input, i) => {
          gradients[input] = (gradients[input] as number) + (passedOn[i] as number);
          if (!seen.has(input)) queue.push(input);
          seen.add(input);
        });
      }
      return gradients;
    },
    inAnotherStyle: (tape: Tape, seed: number) => {
      const stepsToTheEnd = tape.map(() => Number.POSITIVE_INFINITY);
      stepsToTheEnd[tape.length - 1] = 0;
      for (let place = tape.length - 1; place >= 0; place--) {
        for (const input of tape[place]?.inputs ?? []) {
          stepsToTheEnd[input] = Math.min(
            stepsToTheEnd[input] as number,
            1 + (stepsToTheEnd[place] as number),
          );
        }
      }
      const nearestFirst = [...tape.keys()].sort(
        (one, other) => (stepsToTheEnd[one] as number) - (stepsToTheEnd[other] as number),
      );
      const gradients = tape.map(() => 0);
      gradients[tape.length - 1] = seed;
      for (const place of nearestFirst) {
        const { inputs, vjp } = tape[place] as TapeRecord;
        const passedOn = vjp(gradients[place] as number);
        for (const [i, input] of inputs.entries()) {
          gradients[input] = (gradients[input] as number) + (passedOn[i] as number);
        }
      }
      return gradients;
    },
  },
  {
    name: "recursion",
    task: "backward",
    misunderstanding:
      "The gradients are right on short tapes. On a long one the function calls itself until the machine has no room left.",
    hint: "Each record waits for the call that it has made, and 100,000 waiting calls are too many. The tape has an order already: is there anything left to look for by calling?",
    wrong: (tape: Tape, seed: number) => {
      const gradients = tape.map(() => 0);
      const visit = (place: number, arrives: number): void => {
        gradients[place] = (gradients[place] as number) + arrives;
        const record = tape[place] as TapeRecord;
        const passedOn = record.vjp(arrives);
        record.inputs.forEach((input, i) => {
          visit(input, passedOn[i] as number);
        });
      };
      visit(tape.length - 1, seed);
      return gradients;
    },
    inAnotherStyle: (tape: Tape, seed: number) => {
      const users = tape.map((): { user: number; operand: number }[] => []);
      tape.forEach(({ inputs }, user) => {
        inputs.forEach((input, operand) => {
          users[input]?.push({ user, operand });
        });
      });
      const known = new Map([[tape.length - 1, seed]]);
      function gradientOf(place: number): number {
        const found = known.get(place);
        if (found !== undefined) return found;
        let total = 0;
        for (const { user, operand } of users[place] ?? []) {
          total += tape[user]?.vjp(gradientOf(user))[operand] ?? 0;
        }
        known.set(place, total);
        return total;
      }
      return tape.map((_, place) => gradientOf(place));
    },
  },
  {
    name: "passes-on-again",
    task: "backward",
    misunderstanding:
      "What has arrived is passed on again each time that something new arrives, so that the first part of it is counted twice.",
    hint: "A record with two users may speak once: when both have spoken. In which order do you meet users before what they use?",
    wrong: (tape: Tape, seed: number) => {
      const gradients = tape.map(() => 0);
      gradients[tape.length - 1] = seed;
      const visit = (place: number): void => {
        const record = tape[place] as TapeRecord;
        const passedOn = record.vjp(gradients[place] as number);
        record.inputs.forEach((input, i) => {
          gradients[input] = (gradients[input] as number) + (passedOn[i] as number);
          visit(input);
        });
      };
      visit(tape.length - 1);
      return gradients;
    },
    inAnotherStyle: (tape: Tape, seed: number) => {
      const totals = new Map<number, number>();
      function receive(place: number, arrives: number): void {
        const total = (totals.get(place) ?? 0) + arrives;
        totals.set(place, total);
        const { inputs, vjp } = tape[place] as TapeRecord;
        const passedOn = vjp(total);
        for (const [i, input] of inputs.entries()) receive(input, passedOn[i] as number);
      }
      receive(tape.length - 1, seed);
      return tape.map((_, place) => totals.get(place) ?? 0);
    },
  },
];

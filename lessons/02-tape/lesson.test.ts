import { sigmoid, tanh as tanhActivation } from "@vanishing/activations";
import { matchers } from "@vanishing/checks";
import { matrixFromRows, random, Tape, type Tensor } from "@vanishing/core";
import { describe, expect, test } from "vitest";
import { backward, multiply, multiplyVjp, tanh, tanhVjp } from "#exercise/02-tape";

expect.extend(matchers);

type Vjp = (upstream: number) => readonly number[];

/** Writes records down. Each function gives the place of its record, to be used by later ones. */
class Writer {
  readonly tape: { inputs: readonly number[]; value: number; vjp: Vjp }[] = [];

  write(inputs: readonly number[], value: number, vjp: Vjp): number {
    return this.tape.push({ inputs, value, vjp }) - 1;
  }

  /** A record's value. */
  at(place: number): number {
    return this.tape[place]?.value ?? Number.NaN;
  }

  /** A number that is given: a weight, an input. */
  given(value: number): number {
    return this.write([], value, () => []);
  }

  add(a: number, b: number): number {
    return this.write([a, b], this.at(a) + this.at(b), (upstream) => [upstream, upstream]);
  }

  times(a: number, b: number): number {
    const [x, y] = [this.at(a), this.at(b)];
    return this.write([a, b], x * y, (upstream) => [upstream * y, upstream * x]);
  }

  /** A record that multiplies its input by a fixed number. */
  scale(a: number, factor: number): number {
    return this.write([a], factor * this.at(a), (upstream) => [factor * upstream]);
  }

  bend(a: number, f: typeof sigmoid): number {
    const x = this.at(a);
    return this.write([a], f.value(x), (upstream) => [upstream * f.derivative(x)]);
  }
}

/** Writes records down with the learner's own operations. */
class OwnWriter extends Writer {
  multiply(a: number, b: number): number {
    const [x, y] = [this.at(a), this.at(b)];
    return this.write([a, b], multiply(x, y), (upstream) => multiplyVjp(upstream, x, y));
  }

  tanh(a: number): number {
    const x = this.at(a);
    return this.write([a], tanh(x), (upstream) => tanhVjp(upstream, x));
  }
}

const scalar = (value: number) => matrixFromRows([[value]], "f64");
const numberOf = (tensor: Tensor) => tensor.value.data[0] ?? Number.NaN;
const gradientOf = (tensor: Tensor) => tensor.gradient?.data[0] ?? 0;

const exact = "these are small whole numbers and powers of two, so nothing is rounded";
const fewRoundings = "a few roundings of 1.1e-16 each";
const seeds = [1, 1e-5, 1e-10, 1e-15];

describe("multiply", () => {
  test("multiplies", () => {
    expect(multiply).toAgreeWith((a: number, b: number) => a * b, {
      why: "Weight times input: most of what a network computes is this.",
      inputs: [
        [3, -2],
        [0.5, 0.5],
        [0, 7],
        [-1.5, -0.3],
      ],
      tolerance: 1e-15,
      toleranceFrom: "one or two roundings of 1.1e-16",
    });
  });
});

describe("multiplyVjp", () => {
  const product = (a: number, b: number) => a * b;
  const inputs = [
    [3, -2],
    [0.5, 4],
    [-1.5, -0.25],
    [2, 0],
  ];

  test("gives each input the slope of the product, times what arrives", () => {
    expect(multiplyVjp).toAgreeWith(
      [
        [-1, 1.5],
        [5, 2],
        [0, -6],
      ],
      {
        why: "A weight learns from the input that it met, and what gave the input hears of the weight.",
        inputs: [
          [0.5, 3, -2],
          [1, 2, 5],
          [-2, 3, 0],
        ],
        tolerance: 0,
        toleranceFrom: exact,
      },
    );
  });

  test("belongs to the product, whatever arrives: from 1 down to 1e-15", () => {
    expect(multiplyVjp).toPassGradientCheck({
      why: "In a deep network almost nothing arrives, and a vjp must pass on the right share of it.",
      of: product,
      inputs,
      upstream: seeds,
    });
  });
});

describe("tanh", () => {
  test("agrees with tanh", () => {
    expect(tanh).toAgreeWith(tanhActivation.value, {
      why: "The value is written down on the tape, and all later records compute with it.",
      inputs: [[1.5], [-1.5], [0], [0.25], [-3], [3]],
      tolerance: 1e-14,
      toleranceFrom: fewRoundings,
      relativeTo: "all calls",
    });
  });

  test("is finite far out: 1 and −1 at ±1000", () => {
    expect(tanh).toAgreeWith([1, -1], {
      why: "One large weight must not turn the whole network into NaN.",
      inputs: [[1000], [-1000]],
      tolerance: 1e-15,
      toleranceFrom: "the true value is nearer to 1 than any other number of the machine",
    });
  });
});

describe("tanhVjp", () => {
  const slopeTimesUpstream = (upstream: number, x: number) => [upstream * tanhActivation.derivative(x)];

  test("multiplies what arrives by the slope at the input", () => {
    expect(tanhVjp).toAgreeWith(slopeTimesUpstream, {
      why: "The slope of tanh is at most 1: going back, a tanh never makes a gradient larger.",
      inputs: [
        [1, 1.5],
        [0.5, 1.5],
        [-2, 0.3],
        [1, 0],
        [3, -2],
        [1e-12, 1],
      ],
      tolerance: 1e-12,
      toleranceFrom: "1 − tanh²(x) loses a digit or two up to |x| = 2, of the sixteen that there are",
    });
  });

  test("belongs to tanh, whatever arrives: from 1 down to 1e-15", () => {
    const tanhVjpOfList = (upstream: readonly number[], [x = Number.NaN]: readonly number[]) =>
      tanhVjp(upstream[0] ?? Number.NaN, x);
    const tanhOfList = (list: readonly number[]) => list.map(tanhActivation.value);
    expect(tanhVjpOfList).toPassGradientCheck({
      why: "In a deep network almost nothing arrives, and a vjp must pass on the right share of it.",
      of: tanhOfList,
      inputs: [[[0]], [[1.5]], [[-0.7]], [[2.5]]],
      upstream: seeds,
    });
  });
});

describe("backward", () => {
  const gradientsOfChain = (factors: readonly number[], seed: number) => {
    const writer = new Writer();
    factors.reduce((place, factor) => writer.scale(place, factor), writer.given(1));
    return backward(writer.tape, seed);
  };

  test("gives the last record the seed, and goes on from there", () => {
    expect(gradientsOfChain).toAgreeWith([[4], [-12, 4]], {
      why: "The gradient that arrives at the end is the seed. A record with factor −3 passes on −3 times as much.",
      inputs: [
        [[], 4],
        [[-3], 4],
      ],
      tolerance: 0,
      toleranceFrom: exact,
    });
  });

  test("multiplies along a chain", () => {
    expect(gradientsOfChain).toAgreeWith([[-6, -12, 6, 2]], {
      why: "Each record is asked with what has arrived at it, so the factors multiply: this is the gain of a path.",
      inputs: [[[0.5, -2, 3], 2]],
      tolerance: 0,
      toleranceFrom: exact,
    });
  });

  test("passes on to each input what is meant for it", () => {
    const gradientsOfProduct = (a: number, b: number) => {
      const writer = new Writer();
      writer.times(writer.given(a), writer.given(b));
      return backward(writer.tape, 1);
    };
    expect(gradientsOfProduct).toAgreeWith([[-2, 3, 1]], {
      why: "The tape of a · b: its vjp gives one number an input, in their order, so a gets b and b gets a.",
      inputs: [[3, -2]],
      tolerance: 0,
      toleranceFrom: exact,
    });
  });

  test("adds up where a value is used twice", () => {
    const gradientsOfSquare = (x: number) => {
      const writer = new Writer();
      const place = writer.given(x);
      writer.times(place, place);
      return backward(writer.tape, 1);
    };
    expect(gradientsOfSquare).toAgreeWith([[6, 1]], {
      why: "The tape of x · x: the slope of the square is 2x, and x gets one x from each of its two uses.",
      inputs: [[3]],
      tolerance: 0,
      toleranceFrom: exact,
    });
  });

  test("adds up where two records use a value", () => {
    const gradientsOfSum = (x: number) => {
      const writer = new Writer();
      const place = writer.given(x);
      writer.add(writer.scale(place, 2), writer.scale(place, 5));
      return backward(writer.tape, 1);
    };
    expect(gradientsOfSum).toAgreeWith([[7, 1, 1, 1]], {
      why: "The tape of 2x + 5x: the slope is 7. A weight that many units share learns from all of them.",
      inputs: [[3]],
      tolerance: 0,
      toleranceFrom: exact,
    });
  });

  test("gives 0 to what the result does not depend on", () => {
    const gradientsWithASideBranch = (x: number) => {
      const writer = new Writer();
      const place = writer.given(x);
      const unused = writer.given(5);
      writer.times(place, unused);
      writer.scale(place, 2);
      return backward(writer.tape, 1);
    };
    expect(gradientsWithASideBranch).toAgreeWith([[2, 0, 0, 1]], {
      why: "Place 1, and place 2 that uses it, lead nowhere: the last record is 2x alone.",
      inputs: [[3]],
      tolerance: 0,
      toleranceFrom: exact,
    });
  });

  test("visits no record before all of its users", () => {
    // h = 2x has a short way to the end and a long one. Who takes it up as soon as the short one has arrived comes too early.
    const gradientsOfDiamond = (x: number) => {
      const writer = new Writer();
      const h = writer.scale(writer.given(x), 2);
      const detour = writer.scale(writer.scale(h, 3), 5);
      writer.add(h, detour);
      return backward(writer.tape, 1);
    };
    expect(gradientsOfDiamond).toAgreeWith([[32, 16, 5, 1, 1]], {
      why: "The tape of h + 5 · 3h with h = 2x: h must wait for both of its users before it passes anything on to x.",
      inputs: [[1]],
      tolerance: 0,
      toleranceFrom: exact,
    });
  });

  test("agrees with core's engine on drawn computations", () => {
    const seed = 1;
    const drawnGradients = (computation: number) => {
      const { writer } = drawComputation(seed + computation);
      return backward(writer.tape, 0.5);
    };
    const gradientsByCore = (computation: number) => drawComputation(seed + computation).gradients(0.5);
    expect(drawnGradients).toAgreeWith(gradientsByCore, {
      why: "Thirty computations of 40 records each, where anything may use anything before it.",
      inputs: Array.from({ length: 30 }, (_, computation) => [computation]),
      tolerance: 1e-12,
      toleranceFrom: "40 sums and products, and the order of the sums is free",
      seed,
    });
  });

  test("calls each vjp exactly once where each value is used twice", () => {
    expect(passThroughLadder).toAgreeWith([{ atTheStart: 2 ** 12, fewestCalls: 1, mostCalls: 1 }], {
      why: "Twelve doublings x + x have 4,096 paths from end to start. One pass visits records, not paths.",
      inputs: [[12]],
      tolerance: 0,
      toleranceFrom: exact,
    });
  });

  test("goes through 100,000 records, and calls each vjp exactly once", () => {
    expect(passThroughChain).toAgreeWith([{ atTheStart: 1, fewestCalls: 1, mostCalls: 1 }], {
      why: "A network unrolled over time can be as long as this. Calls within calls run out of room, and a record that is asked twice costs time.",
      inputs: [[100_000]],
      tolerance: 0,
      toleranceFrom: "each record turns the sign and changes nothing else, and calls are whole numbers",
    });
  });

  test("starts from zero in every call", () => {
    const secondAnswer = (x: number) => {
      const writer = new Writer();
      const place = writer.given(x);
      writer.times(place, place);
      backward(writer.tape, 1);
      return backward(writer.tape, 1);
    };
    expect(secondAnswer).toAgreeWith([[6, 1]], {
      why: "What the last step has left would be added to this one. Nothing may stay behind, neither beside the function nor on the tape.",
      inputs: [[3]],
      tolerance: 0,
      toleranceFrom: exact,
    });
  });
});

describe("all together", () => {
  /** tanh(w₁x₁ + w₂x₂ + b): the five given numbers first, then five operations. */
  function neuron([w1 = 0, w2 = 0, x1 = 0, x2 = 0, b = 0]: readonly number[]) {
    const writer = new OwnWriter();
    const [w1Place, w2Place, x1Place, x2Place, bias] = [w1, w2, x1, x2, b].map((value) =>
      writer.given(value),
    ) as [number, number, number, number, number];
    const sum = writer.add(writer.multiply(w1Place, x1Place), writer.multiply(w2Place, x2Place));
    writer.tanh(writer.add(sum, bias));
    return writer;
  }

  test("a neuron has the gradients of the worked example", () => {
    const gradientsOfNeuron = (...given: number[]) => backward(neuron(given).tape, 1);
    const slope = tanhActivation.derivative(1.5);
    const half = slope / 2;
    expect(gradientsOfNeuron).toAgreeWith(
      [[slope, slope, half, half, slope, slope, slope, slope, slope, 1]],
      {
        why: "W = [0.5, 0.5], x = [1, 1], b = 0.5: z is 1.5, and a weight's gradient is the slope of tanh there times its input.",
        inputs: [[0.5, 0.5, 1, 1, 0.5]],
        tolerance: 1e-12,
        toleranceFrom: fewRoundings,
      },
    );
  });

  test("a neuron's gradients are those that differences measure, for seeds from 1 to 1e-15", () => {
    const neuronVjp = (seed: number, given: readonly number[]) => {
      const gradients = backward(neuron(given).tape, seed);
      return Array.isArray(gradients) ? gradients.slice(0, 5) : gradients;
    };
    const neuronValue = ([w1 = 0, w2 = 0, x1 = 0, x2 = 0, b = 0]: readonly number[]) =>
      tanhActivation.value(w1 * x1 + w2 * x2 + b);
    expect(neuronVjp).toPassGradientCheck({
      why: "One pass back gives five slopes. Measured one by one, they need ten passes forward.",
      of: neuronValue,
      inputs: [[[0.5, 0.5, 1, 1, 0.5]], [[-1, 0.3, 0.8, -2, 0.1]], [[1.2, -0.7, 0.5, 2, 0.4]]],
      upstream: seeds,
    });
  });

  test("three layers of one unit keep the weights in the chain rule", () => {
    const gradientOfFirstWeight = (weight: number, bias: number, x: number) => {
      const writer = new OwnWriter();
      const weights = [1, 2, 3].map(() => writer.given(weight));
      const b = writer.given(bias);
      const input = writer.given(x);
      weights.reduce((h, w) => writer.bend(writer.add(writer.multiply(w, h), b), sigmoid), input);
      const gradients = backward(writer.tape, 1);
      return Array.isArray(gradients) ? gradients[0] : gradients;
    };
    expect(gradientOfFirstWeight).toAgreeWith([0.25 ** 3 * 5 ** 2 * 0.5], {
      why: "Three slopes of 1/4, the input 1/2, and the weights of the two layers after the first: without the weights it is 25 times too small.",
      inputs: [[5, -2.5, 0.5]],
      tolerance: 1e-12,
      toleranceFrom: fewRoundings,
    });
  });

  test("a neuron learns: forward, loss, backward, update, repeat", () => {
    expect(lossesWhileTraining).toAgreeWith(lossesByCore, {
      why: "This loop is all that training is. With wrong gradients, the losses go another way than those of core's engine.",
      inputs: [[20]],
      tolerance: 1e-10,
      toleranceFrom: "20 steps with some ten roundings each, and 1 − tanh² loses a digit or two",
    });
  });
});

interface Drawn {
  readonly writer: Writer;
  /** What core's engine gives for the same computation. */
  gradients(seed: number): number[];
}

/** Five given numbers and 35 operations on what came before, drawn alike for the tape of the exercise and for core's. */
function drawComputation(seed: number): Drawn {
  const draw = random(seed);
  const writer = new Writer();
  const tape = new Tape({ precision: "f64" });
  const tensors: Tensor[] = [];
  for (let i = 0; i < 5; i++) {
    const value = draw.normal();
    writer.given(value);
    tensors.push(tape.parameter(scalar(value)));
  }
  while (tensors.length < 40) {
    const [a, b] = [draw.integer(tensors.length), draw.integer(tensors.length)];
    const [x, y] = [tensors[a], tensors[b]] as [Tensor, Tensor];
    const kind = draw.integer(3);
    // A tanh around each product keeps the values small, however often they are multiplied.
    if (kind === 0) {
      writer.bend(a, tanhActivation);
      tensors.push(x.tanh());
    } else if (kind === 1) {
      writer.add(a, b);
      tensors.push(x.add(y));
    } else {
      writer.bend(writer.times(a, b), tanhActivation);
      const product = x.mul(y);
      tensors.push(product, product.tanh());
    }
  }
  return {
    writer,
    gradients(upstream) {
      (tensors.at(-1) as Tensor).backward(scalar(upstream));
      return tensors.map(gradientOf);
    },
  };
}

interface Passage {
  readonly atTheStart: number | undefined;
  readonly fewestCalls: number;
  readonly mostCalls: number;
}

/** Goes back through a tape whose records count how often they are asked. */
function passBack(write: (writer: Writer, counted: (vjp: Vjp) => Vjp) => void): Passage {
  const calls: number[] = [];
  const counted = (vjp: Vjp): Vjp => {
    const counter = calls.push(0) - 1;
    return (upstream) => {
      calls[counter] = (calls[counter] ?? 0) + 1;
      return vjp(upstream);
    };
  };
  const writer = new Writer();
  write(writer, counted);
  const [atTheStart] = backward(writer.tape, 1);
  const fewestCalls = calls.reduce((fewest, count) => Math.min(fewest, count), Number.POSITIVE_INFINITY);
  const mostCalls = calls.reduce((most, count) => Math.max(most, count), 0);
  return { atTheStart, fewestCalls, mostCalls };
}

function passThroughChain(records: number): Passage {
  return passBack((writer, counted) => {
    let place = writer.given(1);
    for (let i = 0; i < records; i++) {
      const value = -writer.at(place);
      place = writer.write(
        [place],
        value,
        counted((upstream) => [-upstream]),
      );
    }
  });
}

function passThroughLadder(rungs: number): Passage {
  return passBack((writer, counted) => {
    let place = writer.given(1);
    for (let i = 0; i < rungs; i++) {
      const value = 2 * writer.at(place);
      place = writer.write(
        [place, place],
        value,
        counted((upstream) => [upstream, upstream]),
      );
    }
  });
}

const examples = [
  { x: [1, 1], target: -0.5 },
  { x: [1, -1], target: 0.5 },
] as const;
const learningRate = 0.5;

/** The losses (y − target)² of a neuron, step by step, with the learner's functions. The two examples take turns. */
function lossesWhileTraining(steps: number): number[] {
  let weights = [0.5, 0.5, 0.5];
  const losses: number[] = [];
  for (let step = 0; step < steps; step++) {
    const { x, target } = examples[step % 2] as (typeof examples)[number];
    const writer = new OwnWriter();
    const [w1, w2, b] = weights.map((weight) => writer.given(weight)) as [number, number, number];
    const [x1, x2] = x.map((value) => writer.given(value)) as [number, number];
    const z = writer.add(writer.add(writer.multiply(w1, x1), writer.multiply(w2, x2)), b);
    const error = writer.add(writer.tanh(z), writer.given(-target));
    losses.push(writer.at(writer.multiply(error, error)));
    const gradients = backward(writer.tape, 1);
    weights = weights.map((weight, i) => weight - learningRate * (gradients[i] as number));
  }
  return losses;
}

/** The same by core's engine. */
function lossesByCore(steps: number): number[] {
  let weights = [0.5, 0.5, 0.5];
  const losses: number[] = [];
  const tape = new Tape({ precision: "f64" });
  for (let step = 0; step < steps; step++) {
    const { x, target } = examples[step % 2] as (typeof examples)[number];
    const parameters = weights.map((weight) => tape.parameter(scalar(weight)));
    const [w1, w2, b] = parameters as [Tensor, Tensor, Tensor];
    const [x1, x2] = x.map((value) => tape.constant(scalar(value))) as [Tensor, Tensor];
    const y = w1.mul(x1).add(w2.mul(x2)).add(b).tanh();
    const error = y.sub(tape.constant(scalar(target)));
    const loss = error.mul(error);
    loss.backward();
    losses.push(numberOf(loss));
    weights = weights.map((weight, i) => weight - learningRate * gradientOf(parameters[i] as Tensor));
    tape.reset();
  }
  return losses;
}

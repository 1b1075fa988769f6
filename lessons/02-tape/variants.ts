import type { Variant } from "@vanishing/grader";

interface TapeRecord {
  readonly inputs: readonly number[];
  readonly value: number;
  readonly vjp: (upstream: number) => readonly number[];
}
type Tape = readonly TapeRecord[];

export const variants: readonly Variant[] = [
  {
    algorithm: "each record keeps what arrives in a list, and adds it up when its turn comes",
    exports: {
      multiply: (a: number, b: number) => b * a,
      multiplyVjp: (upstream: number, ...factors: number[]) =>
        factors.toReversed().map((other) => other * upstream),
      tanh: (x: number) => {
        const e = Math.exp(-2 * Math.abs(x));
        return (Math.sign(x) * (1 - e)) / (1 + e);
      },
      tanhVjp: (upstream: number, x: number) => [(1 - Math.tanh(x)) * (1 + Math.tanh(x)) * upstream],
      backward: (tape: Tape, seed: number) => {
        const arrived = tape.map((): number[] => []);
        arrived.at(-1)?.push(seed);
        return tape.reduceRight((gradients: number[], { inputs, vjp }, place) => {
          const total = (arrived[place] as number[]).reduce((sum, part) => sum + part, 0);
          gradients[place] = total;
          const passedOn = vjp(total);
          inputs.forEach((input, i) => {
            arrived[input]?.push(passedOn[i] as number);
          });
          return gradients;
        }, Array(tape.length));
      },
    },
  },
  {
    algorithm: "a list of records that are ready: each enters it when the last of its users has been visited",
    exports: {
      multiply: (a: number, b: number) => (b === 0 ? 0 : a / (1 / b)),
      multiplyVjp: (upstream: number, a: number, b: number) => {
        const gradients = [b, a];
        for (const place of [0, 1]) gradients[place] = (gradients[place] as number) * upstream;
        return gradients;
      },
      tanh: (x: number) => 2 / (1 + Math.exp(-2 * x)) - 1,
      tanhVjp: (upstream: number, x: number) => [upstream / Math.cosh(x) ** 2],
      backward: (tape: Tape, seed: number) => {
        const openUses = tape.map(() => 0);
        for (const { inputs } of tape) {
          for (const input of inputs) openUses[input] = (openUses[input] as number) + 1;
        }
        const gradients = tape.map(() => 0);
        gradients[tape.length - 1] = seed;
        const ready = [...tape.keys()].filter((place) => openUses[place] === 0);
        for (let place = ready.pop(); place !== undefined; place = ready.pop()) {
          const { inputs, vjp } = tape[place] as TapeRecord;
          const passedOn = vjp(gradients[place] as number);
          for (const [i, input] of inputs.entries()) {
            gradients[input] = (gradients[input] as number) + (passedOn[i] as number);
            openUses[input] = (openUses[input] as number) - 1;
            if (openUses[input] === 0) ready.push(input);
          }
        }
        return gradients;
      },
    },
  },
  {
    algorithm:
      "first the slope of every use on its own, by an upstream gradient of 1; then the sum over a value's users",
    exports: {
      multiply: (a: number, b: number) => Math.sign(a) * Math.abs(a) * b,
      multiplyVjp: (upstream: number, a: number, b: number) => {
        const slopes = { a: b, b: a };
        return Object.values(slopes).map((slope) => slope * upstream);
      },
      tanh: (x: number) => {
        const rise = Math.expm1(2 * Math.min(Math.abs(x), 20));
        return (x < 0 ? -rise : rise) / (rise + 2);
      },
      tanhVjp: (upstream: number, x: number) => {
        const e = Math.exp(-2 * Math.abs(x));
        return [(upstream * 4 * e) / (1 + e) ** 2];
      },
      backward: (tape: Tape, seed: number) => {
        const uses = tape.map((): { user: number; slope: number }[] => []);
        for (const [user, { inputs, vjp }] of tape.entries()) {
          const slopes = vjp(1);
          inputs.forEach((input, i) => {
            uses[input]?.push({ user, slope: slopes[i] as number });
          });
        }
        const gradients: number[] = Array(tape.length);
        gradients[tape.length - 1] = seed;
        for (let place = tape.length - 2; place >= 0; place--) {
          let total = 0;
          for (const { user, slope } of uses[place] ?? []) total += slope * (gradients[user] as number);
          gradients[place] = total;
        }
        return gradients;
      },
    },
  },
];

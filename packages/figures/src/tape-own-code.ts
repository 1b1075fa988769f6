import { type OwnExports, ownFunction, ownList } from "./own-function.ts";
import type { Expression } from "./tape-expressions.ts";
import { type TapeValues, type TapeWalk, tapeWalk } from "./tape-model.ts";
import type { Trace } from "./tape-trace.ts";

interface TapeRecord {
  readonly inputs: readonly number[];
  readonly value: number;
  readonly vjp: (upstream: number) => readonly number[];
}

/** The figure's data with the operations and the `backward` that the learner wrote in lesson 2. */
export function compute(own: OwnExports, values: TapeValues): TapeWalk {
  const multiply = ownFunction<[number, number]>(own, "multiply");
  const multiplyVjp = ownList<[number, number, number]>(own, "multiplyVjp", 2);
  const tanh = ownFunction<[number]>(own, "tanh");
  const tanhVjp = ownList<[number, number]>(own, "tanhVjp", 1);
  const operations = {
    multiply: { value: multiply, vjp: multiplyVjp },
    add: { value: (a: number, b: number) => a + b, vjp: (upstream: number) => [upstream, upstream] },
    tanh: { value: (x: number) => tanh(x), vjp: (upstream: number, x: number) => tanhVjp(upstream, x) },
  };
  return tapeWalk(values, (expression, given) => traceOf(expression, given, operations, own));
}

type Operations = Readonly<
  Record<
    Expression["operations"][number]["operation"],
    {
      readonly value: (a: number, b: number) => number;
      readonly vjp: (upstream: number, a: number, b: number) => readonly number[];
    }
  >
>;

function traceOf(
  { operations }: Expression,
  given: readonly number[],
  own: Operations,
  exports: OwnExports,
): Trace {
  const tape: TapeRecord[] = given.map((value) => ({ inputs: [], value, vjp: () => [] }));
  for (const { operation, inputs } of operations) {
    const [a = Number.NaN, b = Number.NaN] = inputs.map((input) => tape[input]?.value);
    const { value, vjp } = own[operation];
    tape.push({ inputs, value: value(a, b), vjp: (upstream) => vjp(upstream, a, b) });
  }
  const gradients = ownList<[readonly TapeRecord[], number]>(exports, "backward", tape.length)(tape, 1);
  // In which order a correct `backward` asks, and with what, is its own affair. Shown is what each record passes on in the end.
  const visits = operations.map((_, i) => {
    const place = tape.length - 1 - i;
    const upstream = gradients[place] ?? Number.NaN;
    return { place, upstream, passedOn: tape[place]?.vjp(upstream) ?? [] };
  });
  return { values: tape.map(({ value }) => value), visits };
}

import { random } from "@vanishing/core";
import { copyOf, isGap } from "./call.ts";
import { type Check, emptyCheck, isEmptyCheck } from "./check.ts";
import { describeValue } from "./describe-value.ts";
import { type Generator, simplerEntries } from "./generators.ts";
import { failureMessage } from "./message.ts";

export interface Property extends Check {
  readonly seed: number;
  /** How many cases are tried; 100 unless told. */
  readonly runs?: number;
}

type Generators<Values extends unknown[]> = { readonly [K in keyof Values]: Generator<Values[K]> };

/** How often a failing case is tried in a simpler form. Each is one more run of the learner's code. */
const mostAttempts = 400;

/**
 * Checks a law on cases drawn from generators: the body is called with each case and checks it with `expect`. The same seed gives the
 * same cases on every machine.
 *
 * The first case that fails is made simpler while it fails (numbers go towards 0, lists get shorter), and the failure names what is
 * left of it. A TODO passes through as it is.
 *
 * ```ts
 * forAll({ why: "σ is symmetric.", seed: 7 }, [numbers(-30, 30)], (x) => {
 *   expect(sigmoid).toAgreeWith([1 - sigmoid(-x)], { … inputs: [[x]] });
 * });
 * ```
 *
 * @throws with the simplest case found, the number of runs, the seed, and the message of the check that failed.
 */
export function forAll<Values extends unknown[]>(
  { why, seed, runs = 100 }: Property,
  generators: readonly [...Generators<Values>],
  body: (...values: NoInfer<Values>) => void,
): void {
  if (!(runs >= 1)) throw emptyCheck("it has no runs");
  if (generators.length === 0) throw emptyCheck("it draws nothing");
  const stream = random(seed);
  for (let run = 1; run <= runs; run++) {
    const drawn = generators.map((generator: Generator<unknown>) => generator.draw(stream));
    const error = errorOf(body, drawn);
    if (error === undefined) continue;
    if (isGap(error.thrown) || isEmptyCheck(error.thrown)) throw error.thrown;
    const { values, thrown, steps } = simplest(drawn, error.thrown, generators, body);
    const facts = failureMessage(why, [
      ["counter-example", values.map(describeValue).join(", ")],
      [
        "found in",
        `case ${run} of ${runs}${steps > 0 ? `, made simpler in ${steps} step${steps === 1 ? "" : "s"}` : ""}`,
      ],
      ["seed", `${seed}`],
    ]);
    throw new Error(`${facts}\n\n${messageOf(thrown)}`);
  }
}

type Body = (...values: never[]) => unknown;

function errorOf(body: Body, values: readonly unknown[]): { readonly thrown: unknown } | undefined {
  let outcome: unknown;
  try {
    outcome = body(...(copyOf(values) as never[]));
  } catch (thrown) {
    return { thrown };
  }
  if (outcome === undefined) return undefined;
  throw emptyCheck(
    `its body gives back ${describeValue(outcome)}, which nobody looks at: it has to use expect`,
  );
}

interface Failing {
  readonly values: readonly unknown[];
  readonly thrown: unknown;
  readonly steps: number;
}

function simplest(
  drawn: readonly unknown[],
  thrown: unknown,
  generators: readonly Generator<unknown>[],
  body: Body,
): Failing {
  let failing: Failing = { values: drawn, thrown, steps: 0 };
  let attempts = 0;
  for (;;) {
    const before: Failing = failing;
    for (const values of simplerEntries(before.values, (index) => generators[index] as Generator<unknown>)) {
      if (attempts++ === mostAttempts) return failing;
      const error = errorOf(body, values);
      if (error === undefined || isGap(error.thrown) || isEmptyCheck(error.thrown)) continue;
      failing = { values, thrown: error.thrown, steps: before.steps + 1 };
      break;
    }
    if (failing === before) return failing;
  }
}

function messageOf(thrown: unknown): string {
  return thrown instanceof Error
    ? String(thrown.message)
    : `something that is no error was thrown: ${describeValue(thrown)}`;
}

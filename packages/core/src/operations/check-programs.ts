import { checkGradient } from "../gradient-check.ts";
import { randomProgram } from "./random-programs.ts";

/** What came of checking random programs. */
export interface CheckedPrograms {
  /** The seed, the listing and the worst entry of each program whose gradient is wrong. */
  readonly failures: readonly string[];
  /** The operations that occurred. */
  readonly used: ReadonlySet<string>;
}

/** For the tests: the gradients of the programs with the seeds `first`, `first + 1`, … against central differences. */
export function checkPrograms(first: number, count: number): CheckedPrograms {
  const failures: string[] = [];
  const used = new Set<string>();
  for (let seed = first; seed < first + count; seed++) {
    const program = randomProgram(seed);
    for (const operation of program.operations) used.add(operation);
    const { passed, relativeError, worst } = checkGradient(program.build, program.inputs);
    if (passed) continue;
    failures.push(
      `seed ${seed}, relative error ${relativeError}, worst ${JSON.stringify(worst)}\n${program.listing}`,
    );
  }
  return { failures, used };
}

import { moons } from "../workloads/moons.ts";
import { onTape } from "../workloads/on-tape.ts";

/** The first step of W1: data, weights and tape made anew, forward, backward and update. */
export function firstStep(): void {
  onTape(moons.draw()).step();
}

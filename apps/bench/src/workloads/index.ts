import { deep } from "./deep.ts";
import { elementwise } from "./elementwise.ts";
import { lstm } from "./lstm.ts";
import { moons } from "./moons.ts";
import { wide } from "./wide.ts";
import type { Workload } from "./workload.ts";

/** W1 to W5, in this order. */
export const workloads: readonly Workload[] = [moons, deep, wide, lstm, elementwise];

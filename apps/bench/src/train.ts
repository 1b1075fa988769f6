// `node apps/bench/src/train.ts NAME STEPS`: trains a workload from its seed and prints the name of its weights' bits.
import { trainedWeights } from "./trained-weights.ts";

const [name = "", steps = "", ...rest] = process.argv.slice(2);
try {
  if (rest.length > 0) throw new Error(`One workload and its steps, not also ${rest.join(" ")}.`);
  console.log(trainedWeights(name, Number(steps)));
} catch (error) {
  console.error(`${(error as Error).message}\nUsage: node apps/bench/src/train.ts NAME STEPS`);
  process.exit(2);
}

// Computes `rescueSpread200` again, and prints it as it stands in the source. It takes some ten minutes.
import { rescueCases, rescueSpread } from "./rescue-spread.ts";

const seeds = Number(process.argv[2] ?? 200);
const threeDigits = (_: string, value: unknown) =>
  value === Infinity ? "Infinity" : typeof value === "number" ? Number(value.toPrecision(3)) : value;

for (const name of rescueCases) {
  console.log(`${JSON.stringify(name)}: ${JSON.stringify(rescueSpread(name, seeds), threeDigits)},`);
}

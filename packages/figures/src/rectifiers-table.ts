import type { Table } from "./frame/table.ts";
import type { RectifiersStep } from "./rectifiers-model.ts";

/** A row a unit. */
export function unitsTable({ units }: RectifiersStep): Table {
  return {
    columns: ["unit", "inputs for which it is on", "largest slope", "off for every input", "dead"],
    rows: units.map(({ unit, on, isOff, largestSlope }) => [
      unit,
      on.filter(Boolean).length,
      largestSlope,
      Number(isOff),
      Number(largestSlope === 0),
    ]),
  };
}

/** A row a number of updates, from none on. */
export function offCountsTable({ offCounts }: RectifiersStep): Table {
  return {
    columns: ["updates", "units that are off for every input"],
    rows: offCounts.map((count, step) => [step, count]),
  };
}

import type { Table } from "./frame/table.ts";
import type { TapeWalk } from "./tape-model.ts";

/** A row a record, as far as it is known at the step that is shown. */
export function tapeTable({ rows }: TapeWalk): Table {
  return {
    columns: [
      "place",
      "record",
      "computed as",
      "place of first input",
      "place of second input",
      "value",
      "gradient so far",
    ],
    rows: rows.map(({ place, name, formula, inputs: [first, second], value, gradient }) => [
      place,
      name,
      formula,
      first,
      second,
      value,
      gradient,
    ]),
  };
}

/** A table of what a figure shows, for a spreadsheet. */
export interface Table {
  /** One name a column, with its unit in brackets where it has one. */
  readonly columns: readonly string[];
  /** One cell a column. Undefined is an empty cell. */
  readonly rows: readonly (readonly Cell[])[];
}

export type Cell = number | string | boolean | undefined;

/**
 * The table as CSV by RFC 4180: a header, commas, lines that end with CR LF, quotes around what needs them. Numbers have all their
 * digits, with a point, so that reading them gives the same bits. The mark at the start tells spreadsheets that the text is UTF-8.
 */
export function csv({ columns, rows }: Table): string {
  return `\u{FEFF}${[columns, ...rows].map((row) => `${row.map(field).join(",")}\r\n`).join("")}`;
}

function field(cell: Cell): string {
  const text = String(cell ?? "");
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

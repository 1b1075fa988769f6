import fc from "fast-check";
import { expect, test } from "vitest";
import { csv } from "./table.ts";

/** A reader of RFC 4180 that shares nothing with the writer: it goes character by character. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = "";
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (quoted) {
      if (character !== '"') cell += character;
      else if (text[at + 1] === '"') cell += text[++at];
      else quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === ",") {
      row.push(cell);
      cell = "";
    } else if (character === "\r" && text[at + 1] === "\n") {
      at++;
      rows.push([...row, cell]);
      row = [];
      cell = "";
    } else cell += character;
  }
  return rows;
}

test("what is written is read back: every text, and every number to the last bit", () => {
  const texts = fc.string({ unit: fc.constantFrom(...'a,"\r\n ;é−'.split("")), maxLength: 12 });
  const numbers = fc.double({ noDefaultInfinity: false, noNaN: false });
  fc.assert(
    fc.property(fc.array(fc.tuple(texts, numbers), { maxLength: 6 }), (rows) => {
      const text = csv({ columns: ["text", "number"], rows });
      const [header, ...read] = readCsv(text.slice(1));
      expect(header).toEqual(["text", "number"]);
      expect(read.map(([text]) => text)).toEqual(rows.map(([text]) => text));
      // A zero has no sign in a spreadsheet.
      expect(read.map(([, number]) => Number(number))).toEqual(rows.map(([, number]) => number + 0));
    }),
    { seed: 1 },
  );
});

test("the exact bytes of a small table", () => {
  const rows = [
    [1, 0.1, undefined],
    [2, 5e-324, 'a "b", c'],
  ];
  expect(csv({ columns: ["layer", "gain", "note"], rows })).toBe(
    '\u{FEFF}layer,gain,note\r\n1,0.1,\r\n2,5e-324,"a ""b"", c"\r\n',
  );
});

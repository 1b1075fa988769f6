import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** What IEEE 754 and ECMAScript fix to the last bit, and constants. Everything else of Math may differ from engine to engine. */
const exact = "PI|E|LN2|SQRT2|sqrt|abs|min|max|floor|ceil|round|trunc|sign|fround|imul";

const otherMathematics = new RegExp(`\\bMath\\b(?!\\s*\\.\\s*(?:${exact})\\b)`, "g");

/** A power of the number 2 to a whole number, such as 2 ** -52 or 2 ** (-52). */
const exactPower = /(?<![\w.])2\s*\*\*\s*\(?-?\d+(?![\w.])/g;

const strings = /(["'])(?:\\.|(?!\1)[^\\\n])*\1/g;
/** With strings and templates as alternatives, because `//` in them begins no comment. */
const comments = /(["'])(?:\\.|(?!\1)[^\\\n])*\1|`(?:\\.|[^\\`])*`|\/\*.*?\*\/|\/\/[^\n]*/gs;

/**
 * Where the sources in a folder use mathematics whose last digit may differ from engine to engine, as `Math.exp` or `x ** 3`: each place as
 * "file:line: what the line says". There is none in a package that gives the same bits on every machine.
 *
 * Math is accepted only directly before the name of an exact function: `const { exp } = Math` could not be followed further.
 * `**` is accepted only between the number 2 and a whole number. Comments, tests and the folder `test-support` do not count.
 *
 * @throws Error if the folder has no sources.
 */
export function inexactMathematics(folder: URL): string[] {
  const sources = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => /\.[cm]?[jt]sx?$/.test(file) && !/\.test\.\w+$|^test-support\//.test(file))
    .sort();
  if (sources.length === 0) throw new Error(`Expected sources in ${fileURLToPath(folder)}; found none.`);
  return sources.flatMap((file) => {
    const source = readFileSync(new URL(file, folder), "utf8");
    const lines = source.split("\n");
    return inexactLines(source).map((line) => `${file}:${line + 1}: ${lines[line]?.trim()}`);
  });
}

/** The numbers of the lines, from 0 on. */
function inexactLines(source: string): number[] {
  const code = source.replaceAll(comments, (token) => (token.startsWith("/") ? blank(token) : token));
  const powers = code.replaceAll(strings, blank).replaceAll(exactPower, blank);
  const places = [...code.matchAll(otherMathematics), ...powers.matchAll(/\*\*/g)].map(({ index }) => index);
  const lines = places.map((place) => source.slice(0, place).split("\n").length - 1);
  return [...new Set(lines)].sort((a, b) => a - b);
}

/** Spaces instead of all but the ends of lines, so that everything else keeps its place. */
function blank(text: string): string {
  return text.replaceAll(/[^\n]/g, " ");
}

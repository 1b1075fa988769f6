import { median, quantile } from "../statistics.ts";
import { markdownTable } from "../table.ts";
import { type Result, slowStep } from "./measure.ts";
import type { Comparison } from "./run.ts";

/** A workload as the head of a column: `W1`. */
export interface Column {
  readonly workload: string;
  readonly head: string;
}

/** What is compared, for the training steps or the forward passes of one environment. */
export interface Compared {
  readonly columns: readonly Column[];
  readonly contenders: Comparison["contenders"];
  readonly results: readonly Result[];
}

/** The contender that all are compared with. */
const ours = "ours";

/**
 * Two tables and the notes that their cells point to: milliseconds a step, and how many times as long as ours a contender takes. A
 * ratio is the median over the rounds in which both took part.
 */
export function comparisonInWords({ columns, contenders, results }: Compared): string {
  const notes = new Notes();
  const rows = contenders.filter(({ name }) => results.some(({ contender }) => contender === name));
  const resultOf = (contender: string, { workload }: Column) =>
    results.find((result) => result.contender === contender && result.workload === workload);
  const ratioTo = (name: string, base: string | undefined, column: Column) => {
    const [times, baseTimes] = [name, base].map(
      (contender) => (contender === undefined ? undefined : resultOf(contender, column)?.times) ?? [],
    ) as [readonly number[], readonly number[]];
    return ratio(times, baseTimes);
  };
  const peers = rows.filter(({ version }) => version !== undefined).map(({ name }) => name);
  const bestPeer = (column: Column) => fastest(peers, (name) => resultOf(name, column)?.times);
  const heads = columns.map(({ head }) => head);
  const times = markdownTable(
    ["milliseconds a step", "how", ...heads],
    rows.map(({ name, version, note = "" }) => [
      version === undefined ? name : `${name}, ${version}`,
      note,
      ...columns.map((column) => notes.cell(resultOf(name, column))),
    ]),
  );
  const ratios = markdownTable(
    ["times as long as ours", ...heads],
    [
      ...rows
        .filter(({ name }) => name !== ours)
        .map(({ name }) => [name, ...columns.map((column) => ratioTo(name, ours, column))]),
      ...(peers.length > 1
        ? [
            ["**ours ÷ the best peer**", ...columns.map((column) => ratioTo(ours, bestPeer(column), column))],
            ["the best peer", ...columns.map((column) => bestPeer(column) ?? "–")],
          ]
        : []),
    ],
  );
  return [times, ...notes.list(), ratios].join("\n\n");
}

/** The reasons and remarks behind the cells, each once, by a letter. */
class Notes {
  readonly #texts: string[] = [];

  cell(result: Result | undefined): string {
    if (result === undefined) return "";
    const { cannot, refused, times, note } = result;
    if (cannot !== undefined) return `– ${this.#mark(cannot)}`;
    if (refused !== undefined) return `not timed ${this.#mark(`Not timed: ${refused}`)}`;
    const marks = note === undefined ? [] : [this.#mark(note)];
    return [timesInWords(times ?? []), ...marks].join(" ");
  }

  list(): string[] {
    return this.#texts.length === 0
      ? []
      : [this.#texts.map((text, place) => `${letter(place)} ${capitalized(text)}.`).join("  \n")];
  }

  #mark(text: string): string {
    if (!this.#texts.includes(text)) this.#texts.push(text);
    return letter(this.#texts.indexOf(text));
  }
}

function letter(place: number): string {
  return `<sup>${String.fromCharCode("a".charCodeAt(0) + place)}</sup>`;
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `1.37 (1.31 – 1.53)`, or `6200 once` for a step that was too slow to repeat. */
function timesInWords(times: readonly number[]): string {
  const [first] = times;
  if (first === undefined) return "";
  if (times.length === 1) return first > slowStep ? `${inMilliseconds(first)} once` : inMilliseconds(first);
  const quartiles = [0.25, 0.75].map((share) => inMilliseconds(quantile(times, share)));
  return `${inMilliseconds(median(times))} (${quartiles.join(" – ")})`;
}

function inMilliseconds(time: number): string {
  return time < 10 ? time.toFixed(2) : time.toFixed(0);
}

/** The median of the ratios, round by round; a dash where there is no round of both. */
function ratio(times: readonly number[], baseTimes: readonly number[]): string {
  const both = Math.min(times.length, baseTimes.length);
  if (both === 0) return "–";
  const ratios = times.slice(0, both).map((time, round) => time / (baseTimes[round] as number));
  return median(ratios).toFixed(2);
}

function fastest(
  names: readonly string[],
  timesOf: (name: string) => readonly number[] | undefined,
): string | undefined {
  const timed = names.flatMap((name) => {
    const times = timesOf(name) ?? [];
    return times.length === 0 ? [] : [{ name, median: median(times) }];
  });
  return timed.sort((a, b) => a.median - b.median)[0]?.name;
}

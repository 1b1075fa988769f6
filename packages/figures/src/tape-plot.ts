import { dot, line, type Markish, rect, ruleY, text } from "@observablehq/plot";
import { chart } from "./frame/chart.ts";
import type { Layout } from "./frame/drawing.ts";
import { formatNumber } from "./frame/format.ts";
import type { TapeRow, TapeWalk } from "./tape-model.ts";

/** Where the columns stand, in units of the drawing. */
interface Columns {
  /** Where the arcs end; they reach out to the left. */
  readonly arcs: number;
  /** How far an arc reaches out for each record that it spans. */
  readonly reach: number;
  readonly place: number;
  readonly formula: number;
  /** Right edges of the two columns of numbers. */
  readonly value: number;
  readonly gradient: number;
  /** Where it says what arrives in this step; there is no room for it in a narrow place. */
  readonly arrives: number | undefined;
}

const columnsOf: Readonly<Record<Layout["name"], Columns>> = {
  narrow: { arcs: 62, reach: 4.6, place: 80, formula: 96, value: 260, gradient: 346, arrives: undefined },
  wide: { arcs: 112, reach: 8.5, place: 132, formula: 152, value: 360, gradient: 480, arrives: 504 },
};

const rowHeight = 27;

/** The tape as a list, a record a row: what it uses on the left, its value and its gradient on the right. */
export function tapePlot(walk: TapeWalk, { name, width }: Layout): Element[] {
  const columns = columnsOf[name];
  const { rows, at } = walk;
  const colour = walk.phase === "forward" ? "var(--vp-blue)" : "var(--vp-orange)";
  const visited = rows.filter(({ place }) => place === at);
  return [
    chart({
      width,
      height: rowHeight * (rows.length + 1) + 6,
      marginLeft: 0,
      marginRight: 0,
      marginTop: 4,
      marginBottom: 4,
      x: { domain: [0, width], axis: null },
      y: { domain: [-1.5, rows.length - 0.5], reverse: true, axis: null },
      marks: [
        rect(visited, {
          x1: columns.place - 12,
          x2: width,
          y1: ({ place }: TapeRow) => place - 0.5,
          y2: ({ place }: TapeRow) => place + 0.5,
          fill: "var(--vp-band)",
          stroke: colour,
          insetTop: 1,
          insetBottom: 1,
          rx: 4,
        }),
        ruleY([-0.5], { x1: columns.place - 12, x2: width, stroke: "var(--vp-muted)" }),
        heading(walk, columns),
        rows.map((row) => arcs(row, columns, row.place === at ? walk : undefined)),
        rows.map((row) => cells(row, columns, row.place === at ? colour : undefined)),
      ],
    }),
  ];
}

function heading({ phase }: TapeWalk, columns: Columns): Markish {
  const label = (words: string, x: number, options: object) =>
    text([words], { x: () => x, y: () => -1, text: (word) => word, fill: "var(--vp-muted)", ...options });
  const direction = {
    given: "",
    forward: "forward ↓",
    seed: "backward ↑",
    backward: "backward ↑",
  }[phase];
  return [
    label(direction, 0, {
      textAnchor: "start",
      fontWeight: "bold",
      fill: phase === "forward" ? "var(--vp-blue)" : "var(--vp-orange)",
    }),
    label("record", columns.formula, { textAnchor: "start" }),
    label("value", columns.value, { textAnchor: "end" }),
    label("gradient", columns.gradient, { textAnchor: "end" }),
    columns.arrives === undefined ? null : label("arrives now", columns.arrives, { textAnchor: "start" }),
  ];
}

/** Lines from a record to what it uses; with a walk, the one whose turn it is, with heads that show which way numbers go. */
function arcs({ place, inputs, value }: TapeRow, { arcs: x, reach }: Columns, walk?: TapeWalk): Markish {
  const isForward = walk?.phase === "forward";
  const isBackward = walk?.phase === "backward";
  const stroke = isForward ? "var(--vp-blue)" : isBackward ? "var(--vp-orange)" : "var(--vp-muted)";
  return inputs.map((input) => {
    const out = x - 10 - reach * (place - input);
    return [
      line(
        [
          [x, place],
          [out, place],
          [out, input],
          [x, input],
        ],
        {
          curve: "basis",
          stroke: value === undefined ? "var(--vp-grid)" : stroke,
          strokeWidth: isForward || isBackward ? 2.5 : 1,
        },
      ),
      dot(isForward || isBackward ? [isForward ? place : input] : [], {
        x: () => x - 3,
        y: (end) => end,
        symbol: "triangle",
        rotate: 90,
        r: 4.5,
        fill: stroke,
      }),
    ];
  });
}

function cells(row: TapeRow, columns: Columns, colour: string | undefined): Markish {
  const { place, name, formula, value, gradient, arrives } = row;
  const known = value === undefined ? "var(--vp-muted)" : "var(--vp-ink)";
  const cell = (content: string, x: number, options: object) =>
    text([content], { x: () => x, y: () => place, text: (word) => word, ...options });
  const isNew = arrives.length > 0;
  return [
    cell(String(place), columns.place, { textAnchor: "middle", fill: "var(--vp-muted)" }),
    cell(formula === "" ? name : `${name} = ${formula}`, columns.formula, {
      textAnchor: "start",
      fill: known,
      fontWeight: colour === undefined ? "normal" : "bold",
    }),
    cell(value === undefined ? "·" : brief(value), columns.value, {
      textAnchor: "end",
      fill: colour === "var(--vp-blue)" ? colour : known,
      fontWeight: colour === "var(--vp-blue)" ? "bold" : "normal",
    }),
    cell(gradient === undefined ? "·" : brief(gradient), columns.gradient, {
      textAnchor: "end",
      fill: isNew ? "var(--vp-orange)" : gradient === undefined ? "var(--vp-muted)" : "var(--vp-ink)",
      fontWeight: isNew ? "bold" : "normal",
    }),
    columns.arrives === undefined || !isNew
      ? null
      : cell(arrives.map((amount) => signed(amount)).join(" "), columns.arrives, {
          textAnchor: "start",
          fill: "var(--vp-orange)",
        }),
  ];
}

/** Three digits, or two where a power of ten needs the room. */
function brief(value: number): string {
  return formatNumber(value, Math.abs(value) < 1e-3 ? 2 : 3);
}

function signed(amount: number): string {
  return amount < 0 ? brief(amount) : `+${brief(amount)}`;
}

import { dot, line, ruleX, ruleY, text } from "@observablehq/plot";
import { chart, decades, halo } from "./frame/chart.ts";
import type { Layout } from "./frame/drawing.ts";
import type { LstmRun, TrainedCell } from "./lstm-model.ts";

/** Above, how much of the gradient reaches inputs long ago; below, how far both cells have learned. */
export function lstmPlot(run: LstmRun, layout: Layout): Element[] {
  return [reach(run, layout), errors(run, layout)];
}

const margins = { marginLeft: 52, marginRight: 62 };
// Below this a gradient is of no use, and the picture would be made of decades that nobody can tell apart.
const lowest = -12;

const looks = {
  rnn: { stroke: "var(--vp-orange)", strokeDasharray: "7 3", name: "RNN" },
  lstm: { stroke: "var(--vp-blue)", strokeDasharray: "none", name: "LSTM" },
} as const;

function reach({ rnn, lstm, direct }: LstmRun, { name, width }: Layout): Element {
  const curves = [
    { ...looks.rnn, points: logs(rnn.reach) },
    { ...looks.lstm, points: logs(lstm.reach) },
    { stroke: "var(--vp-ink)", strokeDasharray: "1 4", name: "direct", points: logs(direct) },
  ];
  const exponents = curves.flatMap(({ points }) => points.map(({ exponent }) => exponent));
  const domain = [Math.floor(Math.min(-2, ...exponents)), Math.ceil(Math.max(0, ...exponents))] as const;
  const ends = curves.flatMap(({ points, stroke, name }) => {
    const end = points.at(-1);
    return end ? [{ ...end, stroke, name, at: end.exponent }] : [];
  });
  return chart({
    ...margins,
    width,
    height: name === "wide" ? 240 : 220,
    marginTop: 28,
    marginBottom: 40,
    x: { domain: [0, direct.length - 1], label: "Steps before the end", ticks: 6 },
    y: {
      ...decades(domain, 5),
      label: "‖∂L/∂x‖, as a share of the last input’s (log scale)",
      grid: true,
    },
    marks: [
      curves.map(({ points, stroke, strokeDasharray }) =>
        line(points, {
          x: "back",
          y: "exponent",
          stroke,
          strokeDasharray,
          strokeWidth: 2,
          strokeLinecap: "round",
        }),
      ),
      names(apart(ends, 0.09 * (domain[1] - domain[0]), domain[1]), direct.length - 1),
    ],
  });
}

function errors({ rnn, lstm, steps }: LstmRun, { name, width }: Layout): Element {
  const cells = [rnn, lstm] as const;
  // A drawn network may be far off at first: that is soon over, and cut off here.
  const shown = 1.5;
  const ends = cells.map((trained) => ({
    ...looks[trained.cell],
    at: Math.min(shown, trained.errors.at(-1)?.error ?? 0),
    step: trained.errors.at(-1)?.step ?? 0,
  }));
  return chart({
    ...margins,
    width,
    height: name === "wide" ? 190 : 180,
    marginTop: 28,
    marginBottom: 40,
    x: { domain: [0, steps], label: "Step of training", ticks: 4 },
    y: { domain: [0, shown], label: "Error, as a share of guessing", ticks: 3, grid: true },
    marks: [
      ruleY([1], { stroke: "var(--vp-muted)", strokeDasharray: "2 4" }),
      text(["dotted: remembers nothing"], {
        x: 0,
        y: 1,
        textAnchor: "start",
        dx: 6,
        dy: 18,
        fill: "var(--vp-muted)",
        ...halo,
      }),
      ruleX([ends[0]?.step ?? 0], { stroke: "var(--vp-grid)" }),
      cells.map((trained) => curve(trained, shown)),
      dot(ends, { x: "step", y: "at", fill: "stroke", r: 3.5 }),
      names(apart(ends, 0.12 * shown, shown), ends[0]?.step ?? 0),
    ],
  });
}

function curve({ cell, errors }: TrainedCell, most: number) {
  const { stroke, strokeDasharray } = looks[cell];
  const points = errors.map(({ step, error }) => ({ step, error: Math.min(error, most) }));
  return line(points, { x: "step", y: "error", stroke, strokeDasharray, strokeWidth: 2 });
}

function logs(shares: readonly number[]): { readonly back: number; readonly exponent: number }[] {
  return shares
    .map((share, back) => ({ back, exponent: Math.log10(share) }))
    .filter(({ exponent }) => Number.isFinite(exponent) && exponent >= lowest);
}

interface NamedEnd {
  readonly at: number;
  readonly name: string;
  readonly stroke: string;
}

function names(ends: readonly (NamedEnd & { readonly y: number })[], x: number) {
  return text(ends, {
    x,
    y: "y",
    text: "name",
    textAnchor: "start",
    dx: 7,
    fill: "stroke",
    fontWeight: "bold",
    ...halo,
  });
}

/** Places for the names of curves at their ends, each at least `distance` above the one below it, and none above the top. */
function apart<End extends NamedEnd>(
  ends: readonly End[],
  distance: number,
  top: number,
): readonly (End & { readonly y: number })[] {
  const sorted = ends.toSorted((a, b) => a.at - b.at);
  const placed: (End & { readonly y: number })[] = [];
  for (const [place, end] of sorted.entries()) {
    const below = placed.at(-1)?.y ?? Number.NEGATIVE_INFINITY;
    const highest = top - distance * (sorted.length - 1 - place);
    placed.push({ ...end, y: Math.min(highest, Math.max(end.at, below + distance)) });
  }
  return placed;
}

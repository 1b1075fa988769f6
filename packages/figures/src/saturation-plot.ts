import { line, rect, rectY, ruleY, text } from "@observablehq/plot";
import type { Activation } from "@vanishing/activations";
import { chart } from "./frame/chart.ts";
import type { Layout } from "./frame/drawing.ts";
import { formatNumber, formatPercent } from "./frame/format.ts";
import { inputRange, type Saturation, saturatedStretches } from "./saturation-model.ts";

const inputs = Array.from(
  { length: 401 },
  (_, place) => inputRange.from + (place / 400) * (inputRange.to - inputRange.from),
);

/** Above, the activation and its derivative; below, the histogram of the inputs, on the same axis. */
export function saturationPlot(model: Saturation, layout: Layout): Element[] {
  return [curves(model.f, layout), histogram(model, layout)];
}

const horizontal = { domain: [inputRange.from, inputRange.to], ticks: 10 };
const margins = { marginLeft: 52, marginRight: 12 };

function curves(f: Activation, { name, width }: Layout): Element {
  const [low, high] = visibleRange(f);
  const stretches = saturatedStretches(f);
  return chart({
    ...margins,
    width,
    height: name === "wide" ? 230 : 210,
    marginTop: 28,
    marginBottom: 8,
    x: { ...horizontal, axis: null },
    y: { domain: [low, high], label: "Output", ticks: 5, grid: true },
    marks: [
      band(stretches, low, high),
      ruleY([0], { stroke: "var(--vp-muted)" }),
      line(inputs, { x: (x) => x, y: f.value, stroke: "var(--vp-blue)", strokeWidth: 2.5, clip: true }),
      line(derivativePoints(f), {
        x: "x",
        y: "y",
        stroke: "var(--vp-green)",
        strokeWidth: 2.5,
        strokeDasharray: "7 4",
        clip: true,
      }),
      // A key above the chart: inside it, no place is free for every activation of the table.
      text([`— ${f.name}`], { ...key, dx: -138, fill: "var(--vp-blue)" }),
      text(["- - its derivative"], { ...key, fill: "var(--vp-green)" }),
      text(stretches.slice(0, 1), {
        x: "from",
        y: high,
        text: () => "saturated",
        textAnchor: "start",
        dx: 6,
        dy: 12,
        fill: "var(--vp-muted)",
      }),
    ],
  });
}

const key = { frameAnchor: "top-right", dy: -21, textAnchor: "end", fontWeight: "bold" } as const;

/** The derivative along the axis, broken where it jumps. */
function derivativePoints(f: Activation): { readonly x: number; readonly y: number }[] {
  const smooth = inputs
    .filter((x) => f.kinks.every((kink) => kink.at !== x))
    .map((x) => ({ x, y: f.derivative(x) }));
  const jumps = f.kinks.flatMap(({ at, left, right }) => [
    { x: at, y: left },
    { x: at, y: Number.NaN },
    { x: at, y: right },
  ]);
  return [...smooth, ...jumps].sort((a, b) => a.x - b.x);
}

function histogram({ f, bins, saturated, gain }: Saturation, { name, width }: Layout): Element {
  const most = Math.max(...bins.map(({ saturated, active }) => saturated + active));
  // The upper quarter is for the two numbers.
  const top = 1.35 * Math.max(most, 1);
  return chart({
    ...margins,
    width,
    height: name === "wide" ? 190 : 180,
    marginTop: 28,
    marginBottom: 40,
    x: { ...horizontal, label: "Input of the unit (pre-activation z)" },
    y: { domain: [0, top], label: "Number of inputs", ticks: 4, grid: true },
    marks: [
      band(saturatedStretches(f), 0, top),
      rectY(bins, {
        x1: "from",
        x2: "to",
        y: "active",
        fill: "var(--vp-blue)",
        insetLeft: 0.5,
        insetRight: 0.5,
      }),
      rectY(bins, {
        x1: "from",
        x2: "to",
        y1: "active",
        y2: ({ active, saturated }) => active + saturated,
        fill: "var(--vp-orange)",
        insetLeft: 0.5,
        insetRight: 0.5,
      }),
      ruleY([0]),
      text([inputRange.from], {
        ...reading,
        y: () => top,
        text: () => `${formatPercent(saturated)} saturated`,
        textAnchor: "start",
        dx: 6,
        fill: "var(--vp-orange)",
      }),
      text([inputRange.to], {
        ...reading,
        y: () => top,
        text: () => `${name === "wide" ? "gain per layer" : "gain"} ${formatNumber(gain)}`,
        textAnchor: "end",
        dx: -6,
        fill: "var(--vp-ink)",
      }),
    ],
  });
}

const reading = { x: (x: number) => x, dy: 10, fontWeight: "bold" } as const;

function band(
  stretches: readonly { readonly from: number; readonly to: number }[],
  low: number,
  high: number,
) {
  return rect(stretches, { x1: "from", x2: "to", y1: low, y2: high, fill: "var(--vp-band)" });
}

// An unbounded activation is shown to one and a half, where a derivative of 1 still fills most of the height.
function visibleRange(f: Activation): [number, number] {
  const low = Math.min(0, f.derivativeInfimum.value, Math.max(f.range.infimum.value, -1.5));
  const high = Math.max(f.derivativeSupremum.value, Math.min(f.range.supremum.value, 1.5));
  const margin = 0.06 * (high - low);
  return [low - margin, high + margin];
}

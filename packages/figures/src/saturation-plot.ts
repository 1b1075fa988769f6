import { line, rect, rectY, ruleY, text } from "@observablehq/plot";
import { chart } from "./frame/chart.ts";
import type { Layout } from "./frame/drawing.ts";
import { formatNumber, formatPercent } from "./frame/format.ts";
import { inputRange, type Saturation, type Stretch } from "./saturation-model.ts";

/** Above, the activation and its derivative; below, the histogram of the inputs, on the same axis. */
export function saturationPlot(model: Saturation, layout: Layout): Element[] {
  return [curves(model, layout), histogram(model, layout)];
}

const horizontal = { domain: [inputRange.from, inputRange.to], ticks: 10 };
const margins = { marginLeft: 52, marginRight: 12 };

function curves(
  { activationName, curve, derivative, stretches, outputRange: [low, high] }: Saturation,
  { name, width }: Layout,
): Element {
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
      line(curve, { x: "x", y: "y", stroke: "var(--vp-blue)", strokeWidth: 2.5, clip: true }),
      derivative.map((piece) =>
        line(piece, {
          x: "x",
          y: "y",
          stroke: "var(--vp-green)",
          strokeWidth: 2.5,
          strokeDasharray: "7 4",
          clip: true,
        }),
      ),
      // A key above the chart: inside it, no place is free for every activation of the table.
      text([`— ${activationName}`], { ...key, dx: -138, fill: "var(--vp-blue)" }),
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

function histogram({ stretches, bins, saturated, gain }: Saturation, { name, width }: Layout): Element {
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
      band(stretches, 0, top),
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

function band(stretches: readonly Stretch[], low: number, high: number) {
  return rect(stretches, { x1: "from", x2: "to", y1: low, y2: high, fill: "var(--vp-band)" });
}

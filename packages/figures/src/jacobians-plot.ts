import { dot, line, type Markish, ruleX, ruleY, text } from "@observablehq/plot";
import { chart, decades } from "./frame/chart.ts";
import type { Layout } from "./frame/drawing.ts";
import { formatNumber } from "./frame/format.ts";
import type { Jacobians, Stretch } from "./jacobians-model.ts";

/** Above, what has become of the circle of gradients; below, its two half-axes against the layers passed. */
export function jacobiansPlot(model: Jacobians, layout: Layout): Element[] {
  return [ellipsePlot(model, layout), stretchPlot(model, layout)];
}

const margins = { marginLeft: 52, marginRight: 16 };

function ellipsePlot(
  { ellipses, stretches, passed, direction }: Jacobians,
  { name, width }: Layout,
): Element {
  const height = name === "wide" ? 300 : 270;
  const [marginTop, marginBottom] = [34, 40];
  const aspect = (width - margins.marginLeft - margins.marginRight) / (height - marginTop - marginBottom);
  // The frame holds all that the gradients have been on their way: what grows widens it, what shrinks is seen to shrink.
  const reaches = stretches
    .slice(0, passed + 1)
    .map(({ reach: [across, up] }) => Math.max(across / aspect, up));
  const up = 1.12 * Math.max(...reaches);
  const { longest, shortest } = stretches[passed] as Stretch;
  const axis = (length: number, angle: number) => [
    { x: -length * Math.cos(angle), y: -length * Math.sin(angle) },
    { x: length * Math.cos(angle), y: length * Math.sin(angle) },
  ];
  const place = { x: "x", y: "y" } as const;
  const tickFormat = (value: number) => formatNumber(value);
  return chart({
    ...margins,
    width,
    height,
    marginTop,
    marginBottom,
    x: {
      domain: [-up * aspect, up * aspect],
      ticks: name === "wide" ? 8 : 5,
      tickFormat,
      label: "Gradient at unit 1",
    },
    y: { domain: [-up, up], ticks: 5, tickFormat, label: "Gradient at unit 2" },
    marks: [
      ruleX([0], { stroke: "var(--vp-grid)" }),
      ruleY([0], { stroke: "var(--vp-grid)" }),
      ellipses.map(({ points }, at) => {
        const isChosen = at === ellipses.length - 1;
        return line(points, {
          ...place,
          stroke: isChosen ? "var(--vp-ink)" : "var(--vp-muted)",
          strokeWidth: isChosen ? 2 : 1,
          strokeOpacity: isChosen ? 1 : 0.3 + 0.2 * at,
          fill: isChosen ? "var(--vp-band)" : "none",
          fillOpacity: 0.6,
        });
      }),
      line(axis(longest, direction), { ...place, stroke: "var(--vp-blue)", strokeWidth: 3 }),
      line(axis(shortest, direction + Math.PI / 2), { ...place, stroke: "var(--vp-green)", strokeWidth: 3 }),
      dot([{ x: 0, y: 0 }], { ...place, fill: "var(--vp-ink)", r: 1.5 }),
      text([`longest ${formatNumber(longest)}`], {
        ...reading,
        dx: name === "wide" ? -190 : -132,
        fill: "var(--vp-blue)",
      }),
      text([`shortest ${formatNumber(shortest)}`], { ...reading, fill: "var(--vp-green)" }),
    ],
  });
}

const reading = { frameAnchor: "top-right", dy: -24, textAnchor: "end", fontWeight: "bold" } as const;

function stretchPlot({ stretches, passed, depth, reference }: Jacobians, { name, width }: Layout): Element {
  const series = {
    longest: points(stretches, ({ longest }) => longest),
    shortest: points(stretches, ({ shortest }) => shortest),
    reference: points(stretches, (stretch) => stretch.reference),
  };
  const exponents = Object.values(series).flatMap((all) => all.map(({ exponent }) => exponent));
  const [low, high] = [Math.min(-1, ...exponents), Math.max(1, ...exponents)];
  const margin = 0.06 * (high - low);
  const place = { x: "passed", y: "exponent" } as const;
  const chosen = (all: readonly Point[]) => all.filter((point) => point.passed === passed);
  return chart({
    ...margins,
    width,
    height: name === "wide" ? 250 : 240,
    marginTop: 34,
    marginBottom: 40,
    x: { domain: [0, depth], ticks: name === "wide" ? 20 : 10, label: "Layers passed, from output to input" },
    y: { ...decades([low - margin, high + margin], 6), label: "Length (log scale)", grid: true },
    marks: [
      ruleY([0], { stroke: "var(--vp-muted)" }),
      ruleX([passed], { stroke: "var(--vp-ink)", strokeOpacity: 0.5 }),
      line(series.reference, {
        ...place,
        stroke: "var(--vp-orange)",
        strokeWidth: 1.5,
        strokeDasharray: "2 4",
      }),
      line(series.shortest, { ...place, stroke: "var(--vp-green)", strokeWidth: 2, strokeDasharray: "7 4" }),
      line(series.longest, { ...place, stroke: "var(--vp-blue)", strokeWidth: 2.5 }),
      dot(chosen(series.shortest), { ...place, fill: "var(--vp-green)", r: 4.5 }),
      dot(chosen(series.longest), { ...place, fill: "var(--vp-blue)", r: 4.5 }),
      key(reference === "bound" ? "··· bound" : "··· eigenvalues", 0, "orange"),
      key("- - shortest", name === "wide" ? -120 : -100, "green"),
      key("— longest", name === "wide" ? -220 : -180, "blue"),
    ],
  });
}

/** A key above the chart: inside it, the lines may be anywhere. */
function key(label: string, dx: number, colour: "orange" | "green" | "blue"): Markish {
  return text([label], { ...reading, dx, fill: `var(--vp-${colour})` });
}

interface Point {
  readonly passed: number;
  readonly exponent: number;
}

/** A length of 0 has no place on a log axis. */
function points(stretches: readonly Stretch[], lengthOf: (stretch: Stretch) => number): Point[] {
  return stretches
    .map((stretch) => ({ passed: stretch.passed, exponent: Math.log10(lengthOf(stretch)) }))
    .filter(({ exponent }) => Number.isFinite(exponent));
}

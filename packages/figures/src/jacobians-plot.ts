import { dot, line, type Markish, ruleX, ruleY, text } from "@observablehq/plot";
import { chart, decades } from "./frame/chart.ts";
import type { Layout } from "./frame/drawing.ts";
import { formatNumber } from "./frame/format.ts";
import type { Ellipse, Jacobians, Stretch } from "./jacobians-model.ts";

/** Above, what has become of the circle of gradients; below, its two half-axes against the layers passed. */
export function jacobiansPlot(model: Jacobians, layout: Layout): Element[] {
  return [ellipsePlot(model, layout), stretchPlot(model, layout)];
}

// The left margin holds lengths such as −800,000.
const margins = { marginLeft: 68, marginRight: 16, marginBottom: 40 };

/** The room above a chart: for its axis label, and on a narrow drawing for a row of names below that. */
const marginTop = { wide: 34, narrow: 50 };

function ellipsePlot(
  { ellipses, stretches, passed, direction }: Jacobians,
  { name, width }: Layout,
): Element {
  const height = name === "wide" ? 300 : 280;
  const aspect =
    (width - margins.marginLeft - margins.marginRight) / (height - marginTop[name] - margins.marginBottom);
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
  const ticks = { tickFormat: (value: number) => formatNumber(value) };
  const reading = readingAt(name);
  return chart({
    ...margins,
    width,
    height,
    marginTop: marginTop[name],
    x: {
      ...ticks,
      domain: [-up * aspect, up * aspect],
      ticks: name === "wide" ? 8 : 4,
      label: "Gradient at unit 1",
    },
    y: { ...ticks, domain: [-up, up], ticks: 5, label: "Gradient at unit 2" },
    marks: [
      ruleX([0], { stroke: "var(--vp-grid)" }),
      ruleY([0], { stroke: "var(--vp-grid)" }),
      ellipses.map((ellipse) => ellipseLine(ellipse, passed)),
      line(axis(longest, direction), { ...place, stroke: "var(--vp-blue)", strokeWidth: 3 }),
      line(axis(shortest, direction + Math.PI / 2), { ...place, stroke: "var(--vp-green)", strokeWidth: 3 }),
      dot([{ x: 0, y: 0 }], { ...place, fill: "var(--vp-ink)", r: 1.5 }),
      text([`longest ${formatNumber(longest, 4)}`], {
        ...reading,
        ...(name === "wide" ? { dx: -175 } : { frameAnchor: "top-left", textAnchor: "start", dx: -60 }),
        fill: "var(--vp-blue)",
      }),
      text([`shortest ${formatNumber(shortest, 4)}`], { ...reading, fill: "var(--vp-green)" }),
    ],
  });
}

/** The chosen ellipse, the circle at the output (dashed), or one on the way. */
function ellipseLine(ellipse: Ellipse, chosen: number): Markish {
  const place = { x: "x", y: "y" } as const;
  if (ellipse.passed === chosen) {
    return line(ellipse.points, {
      ...place,
      stroke: "var(--vp-ink)",
      strokeWidth: 2,
      fill: "var(--vp-band)",
      fillOpacity: 0.6,
    });
  }
  return line(ellipse.points, {
    ...place,
    stroke: "var(--vp-muted)",
    ...(ellipse.passed === 0 ? { strokeDasharray: "3 4" } : { strokeOpacity: 0.6 }),
  });
}

function readingAt(name: Layout["name"]) {
  return {
    frameAnchor: "top-right",
    dy: name === "wide" ? -24 : -18,
    textAnchor: "end",
    fontWeight: "bold",
  } as const;
}

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
  // A key above the chart: inside it, the lines may be anywhere.
  const key = (label: string, dx: number, colour: "orange" | "green" | "blue") =>
    text([label], { ...readingAt(name), dx, fill: `var(--vp-${colour})` });
  const chosen = (all: readonly Point[]) => all.filter((point) => point.passed === passed);
  return chart({
    ...margins,
    width,
    height: name === "wide" ? 250 : 255,
    marginTop: marginTop[name],
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
      key("- - shortest", -125, "green"),
      key("— longest", -225, "blue"),
    ],
  });
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

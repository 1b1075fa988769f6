import { dot, line, type Markish, ruleX, ruleY, text } from "@observablehq/plot";
import { chart, decades, halo } from "./frame/chart.ts";
import type { Layout } from "./frame/drawing.ts";
import { formatNumber } from "./frame/format.ts";
import { type Format, formats, type Products } from "./products-model.ts";

// The axes grow in few large steps: within a step, a moved slider changes the slope that one sees.
const depthSteps = [10, 20, 50, 100, 200, 500, 1100];
const decadeSteps = [3, 6, 15, 30, 60, 120, 390];

/** The product against depth, on a log axis, with the end of each number format. */
export function productsPlot(model: Products, { name, width }: Layout): Element[] {
  const { depth, decadesPerLayer, fates } = model;
  const layers = depthSteps.find((step) => depth <= step) ?? depth;
  const end = depth * decadesPerLayer;
  const reach = decadeSteps.find((step) => Math.abs(end) <= step) ?? 390;
  const falling = end <= 0;
  const domain = falling ? ([-reach, 0.06 * reach] as const) : ([-0.06 * reach, reach] as const);
  const limits = limitsOf(model, falling).filter(({ exponent }) => Math.abs(exponent) < reach);
  const passed = limits.filter(({ layer }) => layer <= depth);
  // Beyond the end of float64 the product exists on paper only.
  const lastComputed = Math.min(depth, (fates.float64.zeroAt ?? fates.float64.infiniteAt ?? depth + 1) - 1);
  const computed = model.layers.slice(0, lastComputed + 1);
  const onPaper = model.layers.slice(lastComputed);
  const atEnd = model.layers.slice(-1);
  // Left out where the label of a limit stands.
  const showsEnd =
    lastComputed === depth && passed.every(({ exponent }) => Math.abs(exponent - end) > 0.1 * reach);

  return [
    chart({
      width,
      height: name === "wide" ? 350 : 310,
      marginLeft: 52,
      marginTop: 28,
      marginBottom: 40,
      marginRight: 16,
      x: { domain: [0, layers], label: "Layers passed", ticks: name === "wide" ? 10 : 5 },
      y: { ...decades(domain, 8), label: "Gradient (1 at the start, log scale)", grid: true },
      marks: [
        ruleY([0], { stroke: "var(--vp-muted)" }),
        falling && reach <= 15 ? onePercent(layers) : null,
        limits.map((limit) => limitMarks(limit, { falling, reach, layers, passed: limit.layer <= depth })),
        line(onPaper, {
          ...place,
          stroke: "var(--vp-muted)",
          strokeDasharray: "2 4",
          clip: true,
        }),
        line(computed, { ...place, stroke: "var(--vp-blue)", strokeWidth: 2.5, clip: true }),
        dot(layers <= 50 ? computed : computed.slice(0, 1), { ...place, fill: "var(--vp-blue)", r: 2.5 }),
        dot(lastComputed === depth ? atEnd : [], { ...place, fill: "var(--vp-blue)", r: 4.5 }),
        text(showsEnd ? atEnd : [], {
          ...place,
          ...halo,
          text: () => formatNumber(model.product),
          textAnchor: depth > layers / 3 ? "end" : "start",
          dx: depth > layers / 3 ? -8 : 8,
          dy: falling ? 12 : -12,
          fill: "var(--vp-blue)",
          fontWeight: "bold",
        }),
      ],
    }),
  ];
}

const place = { x: "layer", y: "exponent" } as const;

interface Limit {
  readonly format: Format;
  /** log₁₀ of the smallest or largest number of the format. */
  readonly exponent: number;
  readonly value: number;
  /** The layer from which the computed product is no longer the true one. */
  readonly layer: number;
  /** What the computed product is from there on. */
  readonly becomes: string;
}

function limitsOf({ fates }: Products, falling: boolean): Limit[] {
  return (["float32", "float64"] as const).map((format) => {
    const { zeroAt, infiniteAt, stuck } = fates[format];
    const value = falling ? formats[format].smallest : formats[format].largest;
    const [layer, becomes] =
      zeroAt !== undefined
        ? [zeroAt, "0"]
        : infiniteAt !== undefined
          ? [infiniteAt, "Infinity"]
          : [stuck?.at ?? Number.POSITIVE_INFINITY, "stuck"];
    return { format, value, exponent: Math.log10(value), layer, becomes };
  });
}

/** The line where a format ends, named; where the product has passed it, the name says what became of it. */
function limitMarks(
  limit: Limit,
  { falling, reach, layers, passed }: { falling: boolean; reach: number; layers: number; passed: boolean },
): Markish {
  // The product crosses from one corner to the other, so that these two corners of each crossing are free.
  const ahead = passed && limit.layer <= 0.55 * layers;
  const above = ahead === falling;
  const label = passed
    ? `${limit.format}: ${limit.becomes}\nfrom layer ${formatNumber(limit.layer)}`
    : `${falling ? "smallest" : "largest"} ${limit.format}: ${formatNumber(limit.value, 2)}`;
  return [
    ruleY([limit], { y: "exponent", stroke: "var(--vp-orange)", strokeDasharray: "6 4" }),
    text([limit], {
      x: passed ? "layer" : () => 0,
      y: "exponent",
      ...halo,
      text: () => label,
      textAnchor: ahead || !passed ? "start" : "end",
      lineAnchor: above ? "bottom" : "top",
      dx: ahead ? 10 : passed ? -10 : 6,
      dy: above ? -5 : 5,
      fill: "var(--vp-orange)",
      fontWeight: passed ? "bold" : "normal",
    }),
    passed && limit.becomes !== "stuck"
      ? ruleX([limit], {
          x: "layer",
          y1: "exponent",
          y2: falling ? -reach : reach,
          stroke: "var(--vp-orange)",
          strokeDasharray: "2 3",
        })
      : null,
    dot(passed ? [limit] : [], {
      ...place,
      symbol: "times",
      stroke: "var(--vp-orange)",
      strokeWidth: 2.5,
      r: 6,
    }),
  ];
}

function onePercent(layers: number): Markish {
  return [
    ruleY([-2], { stroke: "var(--vp-muted)", strokeDasharray: "2 4" }),
    text([-2], {
      x: layers,
      y: (exponent) => exponent,
      text: () => "1 % left",
      textAnchor: "end",
      dy: -9,
      fill: "var(--vp-muted)",
    }),
  ];
}

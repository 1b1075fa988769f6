import { dot, line, ruleX, ruleY, text } from "@observablehq/plot";
import type { DepthProfile } from "./depth-model.ts";
import { chart, decades, halo } from "./frame/chart.ts";
import type { Layout } from "./frame/drawing.ts";
import { formatNumber } from "./frame/format.ts";

// The axis grows in few large steps: within a step, a changed setting changes the slope that one sees.
const decadeSteps = [1, 3, 6, 14, 35, 70, 150, 330];

/** What each layer's gradient is of the last layer's, on a log axis. */
export function depthPlot({ layers, network: { depth } }: DepthProfile, { name, width }: Layout): Element[] {
  const points = layers
    .filter(({ share }) => share > 0)
    .map(({ layer, share }) => ({ layer, share, exponent: Math.log10(share) }));
  const exponents = points.map(({ exponent }) => exponent);
  const domain = [-reach(-Math.min(0, ...exponents)), reach(Math.max(0, ...exponents))] as const;
  const margin = 0.08 * (domain[1] - domain[0]);
  const first = points[0];
  const last = points.at(-1);

  return [
    chart({
      width,
      height: name === "wide" ? 340 : 300,
      marginLeft: 52,
      marginTop: 28,
      marginBottom: 40,
      marginRight: 16,
      x: {
        domain: [0.5, depth + 0.5],
        label: "Layer, counted from the input",
        ticks: layerTicks(depth, name),
      },
      y: {
        ...decades([domain[0] - margin, domain[1] + margin], 8),
        label: "Gradient (last layer = 1, log scale)",
        grid: true,
      },
      marks: [
        ruleY([0], { stroke: "var(--vp-muted)" }),
        ruleX(points, {
          x: "layer",
          y1: 0,
          y2: "exponent",
          stroke: "var(--vp-blue)",
          strokeOpacity: 0.35,
          strokeWidth: 2,
        }),
        line(points, { x: "layer", y: "exponent", stroke: "var(--vp-blue)", strokeWidth: 1.5 }),
        dot(points.slice(1), { x: "layer", y: "exponent", fill: "var(--vp-blue)", r: 3.5 }),
        dot(first ? [first] : [], {
          x: "layer",
          y: "exponent",
          fill: "var(--vp-orange)",
          symbol: "diamond",
          r: 6,
        }),
        text(first && first !== last ? [first] : [], {
          x: "layer",
          y: "exponent",
          ...halo,
          text: ({ share }) => `first layer: ${formatNumber(share)}`,
          textAnchor: "start",
          dx: 10,
          dy: domain[1] > 0 ? -12 : 12,
          fill: "var(--vp-orange)",
          fontWeight: "bold",
        }),
        text(last ? [last] : [], {
          x: "layer",
          y: "exponent",
          ...halo,
          text: () => "last layer: 1",
          textAnchor: "end",
          dy: domain[1] > 0 ? 14 : -12,
          fill: "var(--vp-blue)",
        }),
      ],
    }),
  ];
}

function reach(decades: number): number {
  return decades === 0 ? 0 : (decadeSteps.find((step) => decades <= step) ?? decades);
}

function layerTicks(depth: number, layout: Layout["name"]): number[] {
  const most = layout === "wide" ? 20 : 10;
  const step = [1, 2, 5, 10].find((candidate) => depth / candidate <= most) ?? 20;
  const steps = Array.from({ length: Math.floor(depth / step) }, (_, place) => (place + 1) * step);
  return [1, ...steps.filter((layer) => layer - 1 > step / 2)];
}

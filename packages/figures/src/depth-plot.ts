import { dot, line, ruleX, ruleY, text } from "@observablehq/plot";
import { layerTicks, reach } from "./depth-axes.ts";
import type { DepthProfile } from "./depth-model.ts";
import type { TrainingStep } from "./depth-training.ts";
import { trainingPlot } from "./depth-training-plot.ts";
import { chart, decades, halo } from "./frame/chart.ts";
import type { Layout } from "./frame/drawing.ts";
import { formatNumber } from "./frame/format.ts";

/** One batch, or a step of the training. */
export function depthPlot(data: DepthProfile | TrainingStep, layout: Layout): Element[] {
  return data.kind === "profile" ? profilePlot(data, layout) : trainingPlot(data, layout);
}

/** What each layer's gradient is of the last layer's, on a log axis. */
function profilePlot({ layers, network: { depth } }: DepthProfile, { name, width }: Layout): Element[] {
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

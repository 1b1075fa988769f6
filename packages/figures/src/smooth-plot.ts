import { dot, line, rect, ruleY, text } from "@observablehq/plot";
import { layerTicks, reach } from "./depth-axes.ts";
import { chart, decades, halo } from "./frame/chart.ts";
import type { Layout } from "./frame/drawing.ts";
import { formatNumber } from "./frame/format.ts";
import type { Race, Runner } from "./smooth-model.ts";
import { slopeRange } from "./smooth-settings.ts";

/** Above, the gradient in each layer of both networks; below, the slopes of their activations. */
export function smoothPlot(race: Race, layout: Layout): Element[] {
  return [gradients(race, layout), slopes(race, layout)];
}

// The second is dashed and has open diamonds, so that colour does not tell them apart alone.
const styles = [
  { stroke: "var(--vp-blue)", strokeDasharray: "none", symbol: "circle", sign: "—" },
  { stroke: "var(--vp-orange)", strokeDasharray: "6 4", symbol: "diamond", sign: "- -" },
] as const;

const margins = { marginLeft: 52, marginRight: 16 };

function gradients({ runners, values: { depth } }: Race, { name, width }: Layout): Element {
  const points = runners.map(({ layers }) =>
    layers
      .filter(({ share }) => share > 0 && Number.isFinite(share))
      .map(({ layer, share }) => ({ layer, share, exponent: Math.log10(share) })),
  );
  const exponents = points.flat().map(({ exponent }) => exponent);
  const domain = [-reach(-Math.min(0, ...exponents)), reach(Math.max(0, ...exponents))] as const;
  const margin = 0.08 * Math.max(domain[1] - domain[0], 1);
  const place = { x: "layer", y: "exponent" } as const;
  return chart({
    ...margins,
    width,
    height: name === "wide" ? 334 : 304,
    marginTop: 64,
    // Room below the label, so that it does not read as one line with that of the slopes.
    marginBottom: 54,
    x: {
      domain: [0.5, depth + 0.5],
      label: "Layer, counted from the input",
      labelOffset: 37,
      ticks: layerTicks(depth, name),
    },
    y: {
      ...decades([domain[0] - margin, domain[1] + margin], 8),
      label: "Gradient (last layer = 1, log scale)",
      grid: true,
    },
    marks: [
      ruleY([0], { stroke: "var(--vp-muted)" }),
      points.flatMap((own, at) => {
        const { stroke, strokeDasharray, symbol } = styles[at === 0 ? 0 : 1];
        const first = own.slice(0, 1);
        return [
          line(own, { ...place, stroke, strokeDasharray, strokeWidth: 2 }),
          dot(first, { ...place, fill: stroke, symbol, r: 5 }),
        ];
      }),
      // Between the axis's label and the chart: inside, no place is free for every pair.
      runners.map(({ activationName, firstShare }, at) => {
        const { stroke, sign } = styles[at === 0 ? 0 : 1];
        const share = firstShare > 0 ? formatNumber(firstShare) : "nothing";
        return text([`${sign} ${activationName}: ${share} at the first layer`], {
          frameAnchor: "top-right",
          textAnchor: "end",
          dy: -37 + 17 * at,
          fill: stroke,
          fontWeight: "bold",
        });
      }),
    ],
  });
}

function slopes({ runners }: Race, { name, width }: Layout): Element {
  const all = runners.flatMap(({ derivative }) => derivative.flat().map(({ y }) => y));
  const [low, high] = [Math.min(0, ...all), Math.max(1, ...all)];
  const margin = 0.1 * (high - low);
  return chart({
    ...margins,
    width,
    height: name === "wide" ? 240 : 230,
    marginTop: 36,
    marginBottom: 40,
    x: { domain: [slopeRange.from, slopeRange.to], label: "Pre-activation z", ticks: 10 },
    y: { domain: [low - margin, high + margin], label: "Slope of the activation", ticks: 6, grid: true },
    marks: [
      rect([slopeRange], { x1: "from", x2: "to", y1: 0, y2: 1, fill: "var(--vp-band)" }),
      ruleY([0], { stroke: "var(--vp-muted)" }),
      text(["between 0 and 1"], {
        x: slopeRange.from,
        y: 1,
        textAnchor: "start",
        dx: 6,
        dy: 12,
        fill: "var(--vp-muted)",
      }),
      runners.flatMap((runner, at) => {
        const { stroke, strokeDasharray } = styles[at === 0 ? 0 : 1];
        const place = { x: "x", y: "y", stroke, clip: true } as const;
        return runner.derivative.flatMap((piece) => [
          line(piece, { ...place, strokeDasharray, strokeWidth: 2 }),
          line(
            piece.filter(({ x }) => x >= runner.lastLayer.from && x <= runner.lastLayer.to),
            { ...place, strokeWidth: 6, strokeOpacity: 0.7 },
          ),
        ]);
      }),
      // A stretch that is too short to be seen as one is a dot.
      runners.flatMap((runner, at) => {
        const { stroke, symbol } = styles[at === 0 ? 0 : 1];
        return dot(centre(runner), { x: "x", y: "y", fill: stroke, symbol, r: 6, ...halo, strokeWidth: 1.5 });
      }),
    ],
  });
}

/** The point of the curve nearest to the middle of the last layer's pre-activations, where these lie closer together than a tenth. */
function centre({ derivative, lastLayer: { from, to } }: Runner) {
  if (to - from > 0.1) return [];
  const distance = ({ x }: { readonly x: number }) => Math.abs(x - (from + to) / 2);
  return derivative
    .flat()
    .toSorted((a, b) => distance(a) - distance(b))
    .slice(0, 1);
}

import { axisX, axisY, cell, dot, frame, line, ruleX, ruleY, text } from "@observablehq/plot";
import type { BranchNormalization } from "@vanishing/experiments";
import { chart, decades, halo } from "./frame/chart.ts";
import type { Layout } from "./frame/drawing.ts";
import { formatNumber, powerOfTen } from "./frame/format.ts";
import { makePickable } from "./frame/picking.ts";
import {
  cellAt,
  depths,
  normalizationNames,
  normalizations,
  type ResidualCell,
  type ResidualPicture,
  scales,
} from "./residual-grid.ts";

/** Above, the growth in each network, a map for each normalisation; below, the growth against depth at the chosen scale. */
export function residualPlot(picture: ResidualPicture, layout: Layout): Element[] {
  return [makePickable(map(picture, layout)), growths(picture, layout)];
}

/** The three maps, beside each other where there is room. */
function map({ cells, scale, blocks }: ResidualPicture, { name, width }: Layout): Element {
  const isWide = name === "wide";
  const facet = (normalization: BranchNormalization) => normalizationNames[normalization];
  const across = isWide ? "fx" : "fy";
  const chosen = normalizations.map((normalization) => ({ normalization, scale, blocks }));
  const diagonal = depths.map((blocks) => ({
    blocks,
    scale: 1 / Math.sqrt(blocks),
    normalization: "none" as const,
  }));
  const place = { [across]: (datum: { normalization: BranchNormalization }) => facet(datum.normalization) };
  return chart({
    width,
    height: isWide ? 274 : 640,
    marginLeft: 46,
    marginRight: 12,
    marginTop: 28,
    marginBottom: 46,
    [across]: { domain: normalizations.map(facet), padding: isWide ? 0.06 : 0.14, axis: null },
    x: { domain: depths, padding: 0, label: null },
    y: { domain: scales.toReversed(), padding: 0, label: null },
    marks: [
      cell(cells, {
        x: "blocks",
        y: "scale",
        ...place,
        fill: "var(--vp-orange)",
        fillOpacity: ({ measured }: ResidualCell) => opacityOf(measured),
        inset: 0.5,
      }),
      cell(diagonal, {
        x: "blocks",
        y: "scale",
        ...place,
        fill: "none",
        stroke: "var(--vp-ink)",
        strokeDasharray: "3 2",
        inset: 2,
      }),
      text(cells, {
        x: "blocks",
        y: "scale",
        ...place,
        text: ({ measured }: ResidualCell) => shortNumber(measured),
        fill: "var(--vp-ink)",
        fontSize: isWide ? 9.5 : 11,
      }),
      cell(chosen, {
        x: "blocks",
        y: "scale",
        ...place,
        stroke: "var(--vp-ink)",
        strokeWidth: 2,
        fill: "none",
      }),
      axisX({ label: "Blocks, L", labelOffset: 38, tickSize: 0, [across]: undefined }),
      axisY({
        label: null,
        tickSize: 0,
        tickFormat: (alpha: number) => formatNumber(alpha, 2),
      }),
      text(normalizations, {
        [across]: facet,
        text: facet,
        frameAnchor: "top-left",
        dy: -12,
        textAnchor: "start",
        fontWeight: "bold",
        fill: "var(--vp-ink)",
      }),
      text(isWide ? normalizations.slice(0, 1) : normalizations, {
        [across]: facet,
        text: () => "α",
        frameAnchor: "top-left",
        dx: -8,
        dy: -12,
        textAnchor: "end",
        fill: "currentColor",
      }),
      frame({ fill: "transparent", stroke: "transparent" }),
    ],
  });
}

/** Growth from 1 to 10⁵ and beyond in an even rise of colour, never so strong that ink could not be read on it. */
function opacityOf(growth: number): number {
  return 0.5 * Math.min(1, Math.max(0, Math.log10(growth)) / 5) ** 0.6;
}

/** A number for a narrow cell: 2.7, 51, 10⁷. */
function shortNumber(value: number): string {
  if (value >= 1000 && Number.isFinite(value)) return powerOfTen(Math.round(Math.log10(value)));
  return formatNumber(value, value < 10 ? 2 : 1 + Math.floor(Math.log10(value)));
}

/** Where the names of the lines begin, in a wide drawing. */
const wideKey = [0, 152, 258, 362];

interface Series {
  readonly name: string;
  readonly color: string;
  readonly symbol: "circle" | "square2" | "triangle" | "diamond2";
  readonly mark: string;
  readonly cells: readonly ResidualCell[];
}

/** The growth against the number of blocks on two log axes: lines are theory, marks are networks. */
function growths(picture: ResidualPicture, { name, width }: Layout): Element {
  const { scale, blocks: chosen } = picture;
  const isWide = name === "wide";
  const along = (normalization: BranchNormalization, scaleOf: (blocks: number) => number) =>
    depths.map((blocks) => cellAt(picture, { normalization, scale: scaleOf(blocks), blocks }));
  const series: readonly Series[] = [
    {
      name: "no normalisation",
      color: "var(--vp-orange)",
      symbol: "circle",
      mark: "●",
      cells: along("none", () => scale),
    },
    {
      name: "batch norm",
      color: "var(--vp-green)",
      symbol: "triangle",
      mark: "▲",
      cells: along("batch", () => scale),
    },
    {
      name: "layer norm",
      color: "var(--vp-blue)",
      symbol: "square2",
      mark: "■",
      cells: along("layer", () => scale),
    },
    {
      name: "none, α = 1/√L",
      color: "var(--vp-ink)",
      symbol: "diamond2",
      mark: "◆",
      cells: along("none", (blocks) => 1 / Math.sqrt(blocks)),
    },
  ];
  // The normalised ones fill the picture: without a normalisation the growth leaves it at the top.
  const bounded = series
    .slice(1)
    .flatMap(({ cells }) => cells.flatMap(({ measured, expected }) => [measured, expected]));
  const top = Math.max(1, Math.log10(Math.max(...bounded)) + 0.6);
  const exponent = (growth: number) => Math.log10(growth);
  const inside = (growth: number) => exponent(growth) <= top && exponent(growth) >= -0.3;
  return chart({
    width,
    height: isWide ? 290 : 300,
    marginLeft: 46,
    marginRight: 16,
    marginTop: isWide ? 46 : 64,
    marginBottom: 42,
    x: {
      domain: [-0.2, depths.length - 0.8],
      ticks: depths.map((_, place) => place),
      tickFormat: (place: number) => String(depths[place]),
      label: "Blocks, L (log scale)",
      labelOffset: 36,
    },
    y: { ...decades([-0.3, top], 8), grid: true, label: null },
    marks: [
      ruleY([0], { stroke: "var(--vp-muted)" }),
      ruleX([depths.indexOf(chosen)], { stroke: "var(--vp-muted)", strokeDasharray: "2 3" }),
      series.map(({ cells, color }) =>
        line(cells, {
          x: (_, place) => place,
          y: ({ expected }: ResidualCell) => exponent(expected),
          stroke: color,
          strokeWidth: 2,
          clip: true,
        }),
      ),
      series.map(({ cells, color, symbol }) =>
        dot(
          cells.map((datum, place) => ({ ...datum, place })).filter(({ measured }) => inside(measured)),
          {
            x: "place",
            y: ({ measured }: ResidualCell) => exponent(measured),
            symbol,
            fill: color,
            stroke: "var(--vp-paper)",
            r: 4.5,
          },
        ),
      ),
      text([`Growth of the squared gradient (log scale), α = ${formatNumber(scale)}`], {
        frameAnchor: "top-left",
        textAnchor: "start",
        dx: -46,
        dy: isWide ? -36 : -54,
        fill: "currentColor",
      }),
      series.map(({ name, mark, color }, place) =>
        text([`${mark} ${name}`], {
          ...halo,
          frameAnchor: "top-left",
          textAnchor: "start",
          dx: isWide ? (wideKey[place] as number) : (place % 2) * 160,
          dy: isWide ? -18 : place < 2 ? -36 : -19,
          fontWeight: "bold",
          fill: color,
        }),
      ),
    ],
  });
}

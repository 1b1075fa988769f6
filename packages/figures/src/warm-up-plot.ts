import { dot, line, ruleX, text } from "@observablehq/plot";
import { chart, decades, halo } from "./frame/chart.ts";
import type { Layout } from "./frame/drawing.ts";
import { formatNumber, powerOfTen } from "./frame/format.ts";
import { type DifferenceErrors, largestExponent, smallestExponent } from "./warm-up-model.ts";

// Errors below this are drawn on the lowest line, which reads 0.
const floor = -17;
const domain = [floor, 1] as const;

// Where the guide of truncation carries its name: low, where no measured error is.
const labelHeight = floor + 1.2;

const middle = (smallestExponent + largestExponent) / 2;

const exponentOf = (error: number) => Math.max(Math.log10(error), floor);

/** The error of the difference against the step, both on log axes. */
export function warmUpPlot(model: DifferenceErrors, { name, width }: Layout): Element[] {
  const { errors, best, chosen, truncation, rounding, withOneSided } = model;
  const guide = (errorAt: (h: number) => number) =>
    [smallestExponent, largestExponent].map((exponent) => ({
      exponent,
      error: Math.log10(errorAt(10 ** exponent)),
    }));
  const truncationGuide = truncation > 0 ? guide((h) => truncation * h * h) : [];
  const roundingGuide = rounding > 0 ? guide((h) => rounding / h) : [];
  const guideStyle = {
    x: "exponent",
    y: "error",
    stroke: "var(--vp-muted)",
    strokeDasharray: "5 4",
    clip: true,
  } as const;
  const vertical = decades(domain, 9);
  const reachesFloor = errors.some(({ central }) => exponentOf(central) === floor);
  // The mark stands below the curve, or above it where the curve lies on the lowest line.
  const side = exponentOf(best.central) < floor + 3 ? -1 : 1;

  return [
    chart({
      width,
      height: name === "wide" ? 360 : 330,
      marginLeft: 52,
      marginTop: 28,
      marginBottom: 40,
      x: {
        ...decades([smallestExponent, largestExponent], name === "wide" ? 12 : 6),
        label: "Step h (log scale)",
      },
      y: {
        ...vertical,
        ticks: reachesFloor ? [floor, ...vertical.ticks] : vertical.ticks,
        tickFormat: (exponent: number) => (exponent <= floor ? "0" : powerOfTen(exponent)),
        label: "Absolute error of the derivative (log scale)",
        grid: true,
      },
      marks: [
        line(truncationGuide, guideStyle),
        line(roundingGuide, guideStyle),
        text(truncation > 0 ? [(labelHeight - Math.log10(truncation)) / 2] : [], {
          x: (exponent) => exponent,
          y: () => labelHeight,
          text: () => "truncation ∝ h²",
          textAnchor: "start",
          dx: 8,
          fill: "var(--vp-muted)",
        }),
        text(roundingGuide.slice(0, 1), {
          x: "exponent",
          y: "error",
          text: () => "rounding ∝ ε / h",
          textAnchor: "start",
          dx: 8,
          dy: -8,
          fill: "var(--vp-muted)",
        }),
        withOneSided
          ? line(errors, {
              x: "exponent",
              y: ({ oneSided }) => exponentOf(oneSided),
              stroke: "var(--vp-orange)",
              strokeWidth: 2,
              strokeDasharray: "8 3",
            })
          : null,
        withOneSided
          ? text([errors[errors.length - 17]], {
              x: "exponent",
              y: ({ oneSided }) => exponentOf(oneSided),
              ...halo,
              text: () => "one-sided",
              textAnchor: "end",
              dx: -4,
              dy: -10,
              fill: "var(--vp-orange)",
            })
          : null,
        line(errors, {
          x: "exponent",
          y: ({ central }) => exponentOf(central),
          stroke: "var(--vp-blue)",
          strokeWidth: 1.5,
        }),
        dot(errors, {
          x: "exponent",
          y: ({ central }) => exponentOf(central),
          fill: "var(--vp-blue)",
          r: 2,
        }),
        text(errors.slice(-1), {
          x: "exponent",
          y: ({ central }) => exponentOf(central),
          ...halo,
          text: () => "central",
          textAnchor: "end",
          dx: -10,
          dy: withOneSided ? 16 : -4,
          fill: "var(--vp-blue)",
        }),
        ruleX([chosen], { x: "exponent", stroke: "var(--vp-ink)", strokeOpacity: 0.5 }),
        dot([chosen], {
          x: "exponent",
          y: ({ central }) => exponentOf(central),
          fill: "var(--vp-paper)",
          stroke: "var(--vp-ink)",
          strokeWidth: 2,
          r: 5,
        }),
        text([chosen], {
          x: "exponent",
          y: domain[1],
          ...halo,
          text: ({ central }) => `off by ${formatNumber(central, 2)}`,
          textAnchor: chosen.exponent > middle ? "end" : "start",
          dx: chosen.exponent > middle ? -6 : 6,
          dy: 8,
          fill: "var(--vp-ink)",
          fontWeight: "bold",
        }),
        dot([best], {
          x: "exponent",
          y: ({ central }) => exponentOf(central),
          symbol: "triangle",
          fill: "var(--vp-green)",
          r: 5,
          dy: 14 * side,
        }),
        text([best], {
          x: "exponent",
          y: ({ central }) => exponentOf(central),
          ...halo,
          text: ({ h }) => `best near ${formatNumber(h, 1)}`,
          dy: 30 * side,
          fill: "var(--vp-green)",
        }),
      ],
    }),
  ];
}

import { type PlotOptions, plot } from "@observablehq/plot";
import { powerOfTen } from "./format.ts";
import { plotDocument } from "./plot-document.ts";

/**
 * One drawing by Observable Plot, for a `Draw` function. Colours come from palette.css, as
 * `stroke: "var(--vp-blue)"`. Screen readers get the figure's summary instead of the shapes.
 */
export function chart(options: PlotOptions): Element {
  const svg = plot({ document: plotDocument, className: "vp-chart", ...options });
  // Plot brings a style element, which a strict content policy would refuse; figures.css has its rules.
  svg.querySelector("style")?.remove();
  svg.setAttribute("aria-hidden", "true");
  renameClips(svg);
  return svg;
}

// Plot counts its clipping paths from 1, at build time and again in the browser. On a page where one
// figure is alive and another one still static, the second would be clipped by a path of the first.
function renameClips(svg: Element): void {
  const prefix = import.meta.env.SSR ? "static" : "live";
  for (const clip of svg.querySelectorAll("[id^=plot-clip]")) clip.id = `${prefix}-${clip.id}`;
  for (const clipped of svg.querySelectorAll("[clip-path]")) {
    const reference = clipped.getAttribute("clip-path") ?? "";
    clipped.setAttribute("clip-path", reference.replace("#", `#${prefix}-`));
  }
}

/** For a text that may lie on a line: an outline in the colour of the paper. */
export const halo = { stroke: "var(--vp-paper)", strokeWidth: 4 } as const;

/**
 * An axis over exponents of ten. Plot's own log scale ends where a number has no float64; a linear
 * scale over log₁₀ has no such end. At most `most` ticks, at whole exponents that a reader expects.
 */
export function decades(domain: readonly [low: number, high: number], most: number) {
  const span = domain[1] - domain[0];
  const step = [1, 2, 3, 5, 10, 20, 50, 100].find((candidate) => span / candidate <= most) ?? 200;
  const ticks: number[] = [];
  for (let exponent = Math.ceil(domain[0] / step) * step; exponent <= domain[1]; exponent += step) {
    ticks.push(exponent);
  }
  return { domain: [...domain], ticks, tickFormat: powerOfTen };
}

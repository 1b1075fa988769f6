import { Window } from "happy-dom";
import type { JSX } from "solid-js";
import { renderToString } from "solid-js/web";
import { describe, expect, test, vi } from "vitest";
import { BatchNormFigure } from "./batch-norm.tsx";
import { CliffFigure } from "./cliff.tsx";
import { DepthFigure } from "./depth.tsx";
import { depthProfile } from "./depth-model.ts";
import { describeDepthProfile } from "./depth-summary.ts";
import { EdgeOfChaosFigure } from "./edge-of-chaos.tsx";
import { JacobiansFigure } from "./jacobians.tsx";
import { LstmFigure } from "./lstm.tsx";
import { MoonsFigure } from "./moons.tsx";
import { OptimizersFigure } from "./optimizers.tsx";
import { ProductsFigure } from "./products.tsx";
import { RectifiersFigure } from "./rectifiers.tsx";
import { RescueFigure } from "./rescue.tsx";
import { ResidualFigure } from "./residual.tsx";
import { SaturationFigure } from "./saturation.tsx";
import { SmoothFigure } from "./smooth.tsx";
import { TapeFigure } from "./tape.tsx";
import { VarianceFigure } from "./variance.tsx";
import { WarmUpFigure } from "./warm-up.tsx";

function rendered(figure: () => JSX.Element): HTMLElement {
  const document = new Window().document as unknown as Document;
  document.body.innerHTML = renderToString(figure);
  return document.querySelector("figure") as HTMLElement;
}

describe.each([
  ["warm-up", () => <WarmUpFigure />],
  ["products", () => <ProductsFigure />],
  ["tape", () => <TapeFigure />],
  ["saturation", () => <SaturationFigure />],
  ["jacobians", () => <JacobiansFigure />],
  ["depth", () => <DepthFigure />],
  ["moons", () => <MoonsFigure />],
  ["rectifiers", () => <RectifiersFigure />],
  ["variance", () => <VarianceFigure />],
  ["smooth", () => <SmoothFigure />],
  ["edge-of-chaos", () => <EdgeOfChaosFigure />],
  ["batch-norm", () => <BatchNormFigure />],
  ["cliff", () => <CliffFigure />],
  ["optimizers", () => <OptimizersFigure />],
  ["residual", () => <ResidualFigure />],
  ["rescue", () => <RescueFigure />],
  ["lstm", () => <LstmFigure />],
])("%s, at build time", (name, component) => {
  const figure = rendered(component);
  const byId = (id: string | null | undefined) => figure.ownerDocument.getElementById(id ?? "");

  test("names itself", () => {
    expect(figure.dataset.figure).toBe(name);
    expect(byId(figure.getAttribute("aria-labelledby"))?.textContent).toMatch(/\w/);
  });

  test("holds a drawing for narrow and one for wide places, hidden from screen readers", () => {
    const layouts = [...figure.querySelectorAll("[data-layout]")];
    expect(layouts.map((layout) => layout.getAttribute("data-layout"))).toEqual(["narrow", "wide"]);
    for (const layout of layouts) {
      const drawings = [...layout.querySelectorAll("svg")];
      expect(drawings.length).toBeGreaterThan(0);
      for (const drawing of drawings) {
        expect(drawing.getAttribute("aria-hidden")).toBe("true");
        expect(drawing.querySelectorAll("path, circle, rect, line").length).toBeGreaterThan(5);
        expect(drawing.querySelector("style")).toBeNull();
      }
    }
    for (const clipped of figure.querySelectorAll("[clip-path]")) {
      expect(byId(clipped.getAttribute("clip-path")?.slice("url(#".length, -1))).not.toBeNull();
    }
    expect(figure.innerHTML).not.toMatch(/NaN|undefined|\[object/);
  });

  test("describes the picture with the summary, which has numbers", () => {
    const picture = figure.querySelector("[role=img]");
    const summary = byId(picture?.getAttribute("aria-describedby"));
    expect(picture?.getAttribute("aria-label")).toMatch(/chart/i);
    expect(summary?.hasAttribute("data-figure-summary")).toBe(true);
    expect(summary?.getAttribute("aria-live")).toBe("polite");
    expect(summary?.textContent).toMatch(/\d/);
  });

  test("labels every control, and says the value of every slider", () => {
    const fields = [...figure.querySelectorAll("input, select")];
    expect(fields.length).toBeGreaterThan(1);
    for (const field of fields) {
      expect(figure.querySelector(`label[for="${field.id}"]`)?.textContent).toMatch(/\w/);
      expect(field.getAttribute("name")).toMatch(new RegExp(`^${name}\\.\\w+$`));
    }
    for (const slider of figure.querySelectorAll("input[type=range]")) {
      const output = figure.querySelector(`output[for="${slider.id}"]`);
      expect(output?.textContent).toBe(slider.getAttribute("aria-valuetext"));
    }
  });

  test("keeps its controls shut until the page's JavaScript runs", () => {
    expect(figure.querySelector("fieldset")?.hasAttribute("disabled")).toBe(true);
    expect(figure.querySelector(".vp-no-script")?.textContent).toContain("JavaScript");
  });
});

describe("start values of an author", () => {
  test("replace the defaults", () => {
    const figure = rendered(() => <DepthFigure start={{ depth: 7, activation: "tanh" }} />);
    const expected = depthProfile({ depth: 7, activation: "tanh", scale: "glorot", gain: 1, seed: 1 });
    expect(figure.querySelector("[data-figure-summary]")?.textContent).toBe(describeDepthProfile(expected));
    expect(figure.querySelector<HTMLInputElement>("input[type=range]")?.getAttribute("value")).toBe("7");
    expect(figure.querySelector("option[selected]")?.textContent).toBe("tanh");
  });

  test.each([
    [
      { depth: 51 },
      "In the start of the figure depth: Depth in layers: expected a number from 2 to 50 in steps of 1, got “51”",
    ],
    [{ activation: "nothing" }, "expected one of sigmoid, tanh, relu"],
    [{ dept: 7 }, "The figure depth has no control dept; it has depth, activation, scale, gain, seed."],
  ])("%o is refused", (start, message) => {
    const log = vi.spyOn(console, "error").mockImplementation(() => {});
    expect(() => rendered(() => <DepthFigure start={start as never} />)).toThrow(message);
    expect(log).toHaveBeenCalledWith(expect.stringContaining(message));
    log.mockRestore();
  });
});

test("a compact figure has fewer controls and no caption", () => {
  const figure = rendered(() => <DepthFigure compact />);
  const names = [...figure.querySelectorAll("input, select")].map((field) => field.getAttribute("name"));
  expect(names).toEqual(["depth.depth", "depth.activation"]);
  expect(figure.querySelector("figcaption")).toBeNull();
});

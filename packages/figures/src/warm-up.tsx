import type { JSX } from "solid-js";
import { choice, number, type StateOf, toggle } from "./frame/controls.ts";
import { createFigureData } from "./frame/figure-data.ts";
import { FigureFrame } from "./frame/figure-frame.tsx";
import { createFigureState } from "./frame/figure-state.ts";
import { formatNumber } from "./frame/format.ts";
import { createOwnCode } from "./frame/own-code.ts";
import {
  type DifferenceErrors,
  describeDifferenceErrors,
  differenceErrors,
  type KnownFunctionId,
  knownFunctions,
  largestExponent,
  smallestExponent,
} from "./warm-up-model.ts";
import { warmUpTable } from "./warm-up-table.ts";

const load = async () => (await import("./warm-up-plot.ts")).warmUpPlot;
const drawing = { load, atBuild: import.meta.env.SSR ? await load() : undefined };

const controls = {
  function: choice<KnownFunctionId>({
    label: "Function",
    options: {
      tanh: knownFunctions.tanh.name,
      sigmoid: knownFunctions.sigmoid.name,
      exp: knownFunctions.exp.name,
      sin: knownFunctions.sin.name,
    },
    initial: "tanh",
  }),
  oneSided: toggle({ label: "Show the one-sided difference too", initial: false }),
  x: number({ label: "Point x", min: -3, max: 3, step: 0.1, initial: 1 }),
  exponent: number({
    label: "Step h (power of ten)",
    min: smallestExponent,
    max: largestExponent,
    step: 0.5,
    initial: -3,
    format: (exponent) => formatNumber(10 ** exponent, 2),
  }),
};

/** How far a central difference is from the derivative, against its step h. */
export function WarmUpFigure(props: { readonly start?: Partial<StateOf<typeof controls>> }): JSX.Element {
  const figure = createFigureState("warm-up", controls, props.start);
  const own = createOwnCode(figure, "warm-up", "warm-up");
  const data = createFigureData(figure, (values) =>
    own.isOn() ? own.compute<DifferenceErrors>(values) : differenceErrors(values),
  );
  return (
    <FigureFrame
      figure={figure}
      title="The error of a measured slope"
      plotLabel="Line chart: the error of the central difference against its step h"
      drawing={drawing}
      data={data()}
      ownCode={own}
      describe={describeDifferenceErrors}
      tables={[{ table: warmUpTable }]}
      caption="Each dot is one central difference, computed in float64 and compared with the derivative by formula. The dashed lines are what theory expects: truncation |f‴(x)| h² / 6, and rounding ε |f(x)| / h with ε = 2⁻⁵³."
    />
  );
}

import type { JSX } from "solid-js";
import { choice, number, type StateOf } from "./frame/controls.ts";
import { createFigureData } from "./frame/figure-data.ts";
import { FigureFrame } from "./frame/figure-frame.tsx";
import { createFigureState } from "./frame/figure-state.ts";
import { createOwnCode } from "./frame/own-code.ts";
import { type Expression, expressions, operationCount } from "./tape-expressions.ts";
import { describeTape, lastStep, phaseOf, type TapeWalk, tapeWalk } from "./tape-model.ts";
import { tapeTable } from "./tape-table.ts";

const load = async () => (await import("./tape-plot.ts")).tapePlot;
const drawing = { load, atBuild: import.meta.env.SSR ? await load() : undefined };

const expressionNames = {
  neuron: "a neuron",
  shared: "a weight used twice",
  skip: "a value used twice",
};

const given = (label: string, initial: number) => number({ label, min: -2, max: 2, step: 0.1, initial });

const controls = {
  step: number({ label: "Step", min: 0, max: lastStep, step: 1, initial: 9, format: stepInWords }),
  expression: choice({ label: "Expression", options: expressionNames, initial: "neuron" }),
  w1: given("Weight w₁", 0.5),
  w2: given("Weight w₂", 0.5),
  x1: given("Input x₁", 1),
  x2: given("Input x₂", 1),
  b: given("Bias b", 0.5),
};

function stepInWords(step: number): string {
  const { phase, turn } = phaseOf(step);
  if (phase === "given") return "0 · start";
  return `${step} · ${phase}${turn > 0 ? ` ${turn} of ${operationCount}` : ""}`;
}

/** A tape that is written forward and read backward, one record a step. */
export function TapeFigure(props: { readonly start?: Partial<StateOf<typeof controls>> }): JSX.Element {
  const figure = createFigureState("tape", controls, props.start);
  const own = createOwnCode(figure, "tape", "tape");
  const data = createFigureData(figure, (values) =>
    own.isOn() ? own.compute<TapeWalk>(values) : tapeWalk(values),
  );
  const isGiven = (control: string) => {
    const { given }: Expression = expressions[figure.values().expression];
    return given.some((name) => name === control);
  };
  return (
    <FigureFrame
      figure={figure}
      title="Write forward, read backward"
      plotLabel="Chart of a tape: a list of records with values and gradients, and lines to the records that each one uses"
      drawing={drawing}
      data={data()}
      ownCode={own}
      describe={describeTape}
      tables={[{ table: tapeTable }]}
      uses={(control) => control === "step" || control === "expression" || isGiven(control)}
      caption="Each row is a record of the tape, in the order in which it was written; lines on the left lead to the records that it uses. On the way back, each record multiplies what has arrived by its slopes and passes it on, and what arrives is added up."
    />
  );
}

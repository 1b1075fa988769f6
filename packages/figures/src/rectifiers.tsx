import { createEffect, type JSX, on } from "solid-js";
import { figurePool } from "./figure-pool.ts";
import { createAnimation } from "./frame/animation.ts";
import { choice, number, type StateOf, seed } from "./frame/controls.ts";
import { createFigureData } from "./frame/figure-data.ts";
import { FigureFrame } from "./frame/figure-frame.tsx";
import { createFigureState } from "./frame/figure-state.ts";
import { createOwnCode } from "./frame/own-code.ts";
import type { RectifiersStep } from "./rectifiers-model.ts";
import { type RectifierId, training as settings } from "./rectifiers-settings.ts";
import { describeRectifiers } from "./rectifiers-summary.ts";
import { offCountsTable, unitsTable } from "./rectifiers-table.ts";

// In the browser a worker has the model, and with it the engine.
const atBuild = import.meta.env.SSR ? (await import("./rectifiers-model.ts")).rectifiersTrained : undefined;
const load = async () => (await import("./rectifiers-plot.ts")).rectifiersPlot;
const drawing = { load, atBuild: import.meta.env.SSR ? await load() : undefined };

const controls = {
  learningRate: number({ label: "Learning rate", min: 0.5, max: 8, step: 0.5, initial: 5 }),
  activation: choice<RectifierId>({
    label: "Activation",
    options: { relu: "ReLU", leakyRelu: "Leaky ReLU", elu: "ELU" },
    initial: "relu",
  }),
  seed: seed(),
};

const caption =
  `A layer of ${settings.units} units learns to tell two circles apart, ${settings.inputs} inputs in all, by gradient descent with all inputs ` +
  `in each update. A row is a unit, a column an input. The picture shows the layer after ${settings.steps} updates; Train shows it from the ` +
  `start. Leaky ReLU has α = ${settings.leak} here, ELU has α = 1.`;

/** Which unit of a layer is on for which input, while the layer learns. */
export function RectifiersFigure(props: { readonly start?: Partial<StateOf<typeof controls>> }): JSX.Element {
  const figure = createFigureState("rectifiers", controls, props.start);
  const own = createOwnCode(figure, "rectifiers", "rectifiers");
  const data = createFigureData(figure, (values) => {
    if (atBuild) return atBuild(values);
    return own.isOn()
      ? own.compute<RectifiersStep>(values)
      : figurePool.run(figure, "rectifiers-trained", values);
  });
  const training = {
    verb: "Train",
    ...createAnimation(
      () => figurePool.open(figure, "rectifiers-training", figure.values()),
      (problem) => figure.say(problem),
    ),
  };
  createEffect(on([figure.values, own.isOn], () => training.clear(), { defer: true }));
  return (
    <FigureFrame
      figure={figure}
      title="Units that die, and units that come back"
      plotLabel="Two charts: which unit is on for which input, and how many units have been off for every input"
      drawing={drawing}
      data={training.frame() ?? data()}
      describe={describeRectifiers}
      animation={training}
      ownCode={own}
      fileParts={fileParts(training.frame())}
      tables={[
        { name: "units", table: unitsTable },
        { name: "off-counts", table: offCountsTable },
      ]}
      caption={caption}
    />
  );
}

function fileParts(frame: RectifiersStep | undefined): string[] {
  return frame === undefined ? [] : ["training", `step-${frame.step}`];
}

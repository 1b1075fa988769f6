import { createEffect, type JSX, on } from "solid-js";
import type { WeightScale } from "./depth-model.ts";
import { describeDepth } from "./depth-summary.ts";
import { depthTable } from "./depth-table.ts";
import type { TrainingStep } from "./depth-training.ts";
import { activationNames } from "./figure-activations.ts";
import { figurePool } from "./figure-pool.ts";
import { createAnimation } from "./frame/animation.ts";
import { choice, number, type StateOf, seed } from "./frame/controls.ts";
import { createFigureData } from "./frame/figure-data.ts";
import { FigureFrame } from "./frame/figure-frame.tsx";
import { createFigureState } from "./frame/figure-state.ts";

// In the browser a worker has the model, and with it the engine.
const atBuild = import.meta.env.SSR ? (await import("./depth-model.ts")).depthProfile : undefined;
const load = async () => (await import("./depth-plot.ts")).depthPlot;
const drawing = { load, atBuild: import.meta.env.SSR ? await load() : undefined };

const controls = {
  depth: number({ label: "Depth in layers", min: 2, max: 50, step: 1, initial: 20 }),
  activation: choice({ label: "Activation", options: activationNames, initial: "sigmoid" }),
  scale: choice<WeightScale>({
    label: "Scale of the weights",
    options: { glorot: "Glorot", he: "He", gain: "your own gain" },
    initial: "glorot",
  }),
  gain: number({ label: "Gain on Glorot's scale", min: 0.1, max: 12, step: 0.05, initial: 1 }),
  seed: seed(),
};

/** In a compact figure only these are shown. */
const mainControls: readonly string[] = ["depth", "activation"];

/** The gradient that each layer of a real network receives. `compact` leaves room for a page's opening. */
export function DepthFigure(props: {
  readonly start?: Partial<StateOf<typeof controls>>;
  readonly compact?: boolean;
}): JSX.Element {
  const figure = createFigureState("depth", controls, props.start);
  const data = createFigureData(figure, (values) =>
    atBuild ? atBuild(values) : figurePool.run(figure, "depth-profile", values),
  );
  const training = {
    verb: "Train",
    ...createAnimation(
      () => figurePool.open(figure, "depth-training", figure.values()),
      (problem) => figure.say(problem),
    ),
  };
  createEffect(on(figure.values, () => training.clear(), { defer: true }));
  const uses = (control: string) =>
    (control !== "gain" || figure.values().scale === "gain") &&
    (!props.compact || mainControls.includes(control));
  return (
    <FigureFrame
      figure={figure}
      title="What reaches the first layer"
      plotLabel="Chart: the gradient that each layer receives, from the first layer to the last"
      drawing={drawing}
      data={training.frame() ?? data()}
      describe={describeDepth}
      animation={training}
      fileParts={fileParts(training.frame())}
      tables={[{ table: depthTable }]}
      uses={uses}
      compact={props.compact}
      caption="One batch of 16 random examples runs forward and backward through a new network with random weights, in float64. Each dot is the root mean square of ∂L/∂z in one layer, divided by that of the last layer. Train shows the same network learn: gradient descent on 32 points of two moons, in float32, with the gradient itself on the axis."
    />
  );
}

function fileParts(frame: TrainingStep | undefined): string[] {
  return frame === undefined ? [] : ["training", `step-${frame.step}`];
}

import type { JSX } from "solid-js";
import { choice, number, type StateOf, seed } from "./frame/controls.ts";
import { createFigureData } from "./frame/figure-data.ts";
import { FigureFrame } from "./frame/figure-frame.tsx";
import { createFigureState } from "./frame/figure-state.ts";
import { createOwnCode } from "./frame/own-code.ts";
import { describeJacobians, type Jacobians, jacobians } from "./jacobians-model.ts";
import { type PlaneActivationId, type PlaneWeights, planeDepth } from "./jacobians-network.ts";
import { ellipseTable, stretchesTable } from "./jacobians-table.ts";

const load = async () => (await import("./jacobians-plot.ts")).jacobiansPlot;
const drawing = { load, atBuild: import.meta.env.SSR ? await load() : undefined };

const controls = {
  passed: number({ label: "Layers passed", min: 0, max: planeDepth, step: 1, initial: 3 }),
  weights: choice<PlaneWeights>({
    label: "Weights",
    options: {
      drawn: "drawn at random",
      rotations: "rotations, times the scale",
      nonNormal: "[[0.5, 10], [0, 0.5]] in all",
    },
    initial: "drawn",
  }),
  activation: choice<PlaneActivationId>({
    label: "Activation",
    options: { tanh: "tanh", sigmoid: "sigmoid", identity: "none (linear)" },
    initial: "tanh",
  }),
  scale: number({ label: "Scale of the weights", min: 0.1, max: 6, step: 0.1, initial: 1 }),
  seed: seed(),
};

/** What the layers of a network with two units each do to all gradients of length 1. */
export function JacobiansFigure(props: { readonly start?: Partial<StateOf<typeof controls>> }): JSX.Element {
  const figure = createFigureState("jacobians", controls, props.start);
  const own = createOwnCode(figure, "jacobians", "jacobians");
  const data = createFigureData(figure, (values) =>
    own.isOn() ? own.compute<Jacobians>(values) : jacobians(values),
  );
  const uses = (control: string) => {
    const { weights, activation } = figure.values();
    if (control === "scale") return weights !== "nonNormal";
    // Of linear layers that are all alike or turn alone, no draw changes a length.
    return control !== "seed" || weights === "drawn" || activation !== "identity";
  };
  return (
    <FigureFrame
      figure={figure}
      title="A circle of gradients on its way back"
      plotLabel="Two charts: an ellipse of gradients, and its half-axes against the layers passed"
      drawing={drawing}
      data={data()}
      ownCode={own}
      describe={describeJacobians}
      uses={uses}
      tables={[
        { name: "stretches", table: stretchesTable },
        { name: "ellipse", table: ellipseTable },
      ]}
      caption="A random input runs through 20 layers of two units, without biases, in float64. All gradients of length 1 at the output, a circle, then go back layer by layer. Thin lines are the circle and the two layers before. Drawn weights have standard deviation scale / √2. The two half-axes of the ellipse are the singular values of the Jacobian of the layers passed."
    />
  );
}

import {
  checkCount,
  checkInput,
  checkSettings,
  describeValue,
  failure,
  type Layer,
  type Precision,
} from "@vanishing/core";
import { batchNormalization } from "./batch-normalize.ts";
import { type Convention, type ConventionName, conventionOf } from "./conventions.ts";
import { fixedNormalization } from "./normalize-with.ts";
import { checkWidth } from "./operand-checks.ts";
import { gammaAndBeta, nameOf } from "./row-parameter.ts";
import { RunningStatistics } from "./running-statistics.ts";

/**
 * `"training"`: normalise with the statistics of the batch, and let the running statistics follow them. `"evaluation"`:
 * normalise with the running statistics, and leave them as they are.
 */
export type Mode = "training" | "evaluation";

/** A layer that does one thing in training and another in evaluation. */
export interface BatchNorm extends Layer {
  /** What `forward` does now. */
  readonly mode: Mode;
  /** Changes to `"training"`, the mode that a new layer has. Gives the layer itself. */
  train(): BatchNorm;
  /** Changes to `"evaluation"`. Gives the layer itself. */
  evaluate(): BatchNorm;
  /** What evaluation normalises with. */
  readonly statistics: RunningStatistics;
}

/**
 * Batch normalisation as a layer: y = γ (x − μ) / √(v + ε) + β, feature by feature, with γ = 1 and β = 0 at the start: x
 * `(batch, features)`, y in the shape of x. See `batchNormalize` for the gradient and the source.
 *
 * A new layer is in training: μ and v are those of the batch, and the running statistics follow with each `forward`. After
 * `evaluate()` they are the running statistics, which stay as they are. `setMode` changes all layers of a network.
 *
 * With the label `norm 1` the probes report `norm 1 gamma`, `norm 1 beta` and y as `norm 1`.
 *
 * @param settings.convention of the running statistics: `"pytorch"` (the default), `"keras"`, `"onnx"` or one of your own
 * @param settings.epsilon ε, from 0 on. Default: that of the convention
 * @param settings.momentum from 0 to 1, and what it weighs is said by the convention. Default: that of the convention
 * @param settings.affine false: γ and β stay 1 and 0. Default true
 * @param settings.precision of γ and β. Default `"f32"`. Running statistics are float64 always
 * @throws when a setting is out of range; and in `forward`, when x is of another tape, width or precision, when a batch in
 * training has fewer than 2 examples, and when a variance plus ε is 0 or not finite. The running statistics stay then.
 */
export function batchNorm(settings: {
  readonly features: number;
  readonly convention?: ConventionName | Convention;
  readonly epsilon?: number;
  readonly momentum?: number;
  readonly affine?: boolean;
  readonly label?: string;
  readonly precision?: Precision;
}): BatchNorm {
  checkSettings("batchNorm", settings, "batchNorm({ features: 64 })");
  const { features, affine = true, label, precision = "f32" } = settings;
  checkCount("batchNorm", "features", features, 1);
  const base = conventionOf("batchNorm", settings.convention ?? "pytorch");
  const { epsilon = base.epsilon, momentum = base.momentum } = settings;
  const convention = conventionOf("batchNorm", { ...base, epsilon, momentum });
  const statistics = new RunningStatistics(features, convention);
  const { gamma, beta } = gammaAndBeta({ features, affine, label, precision });
  const name = nameOf("batchNorm", label);
  let mode: Mode = "training";

  const layer: BatchNorm = {
    statistics,
    get mode() {
      return mode;
    },
    train() {
      mode = "training";
      return layer;
    },
    evaluate() {
      mode = "evaluation";
      return layer;
    },
    parameters: () => [...gamma.parameters, ...beta.parameters],
    forward(tape, x) {
      checkInput(name, tape, x);
      checkWidth(name, x, features);
      const inputs = [x, gamma.beside(x), beta.beside(x)] as const;
      const y =
        mode === "training"
          ? tape.run(name, batchNormalization, inputs, { name, epsilon })
          : // Copies: training may go on before the gradient of this step is taken.
            tape.run(name, fixedNormalization, inputs, {
              name,
              epsilon,
              mean: statistics.mean,
              variance: statistics.variance,
            });
      if (mode === "training") statistics.update(x.value);
      return label === undefined ? y : y.label(label);
    },
  };
  return layer;
}

/**
 * Changes the mode of every layer of a network that has one, those inside a `sequential` or a `residual` too.
 *
 * @throws when the mode is not known, or when no layer of the network has one.
 */
export function setMode(network: Layer, mode: Mode): void {
  if (mode !== "training" && mode !== "evaluation") {
    throw failure(
      "setMode",
      'the mode "training" or "evaluation"',
      describeValue(mode),
      "name one of the two",
    );
  }
  const withMode = partsOf(network).filter(hasMode);
  if (withMode.length === 0) {
    throw failure(
      "setMode",
      "a network with at least one batchNorm layer",
      describeValue(network),
      "pass the whole network; a layer of your own shows those inside it with a property `layers`",
    );
  }
  for (const layer of withMode) {
    if (mode === "training") layer.train();
    else layer.evaluate();
  }
}

/** A network itself and all layers inside it. */
function partsOf(network: Layer): Layer[] {
  return [network, ...(network?.layers ?? []).flatMap(partsOf)];
}

function hasMode(layer: Layer | undefined): layer is BatchNorm {
  return typeof (layer as Partial<BatchNorm> | undefined)?.evaluate === "function";
}

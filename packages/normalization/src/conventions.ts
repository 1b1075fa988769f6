import { checkNonNegative, checkSettings, checkShare, describeValue, failure } from "@vanishing/core";

/** How running statistics follow those of the batches. Frameworks differ in each of these. */
export interface Convention {
  /** Weight of one side of the running mean r ← (1 − w) r + w s, from 0 to 1. */
  readonly momentum: number;
  /** Whether momentum is the weight w of the new statistic s, or the weight 1 − w of the old r. */
  readonly momentumWeighs: "new" | "old";
  /**
   * Whether the variance that goes into the running statistics is `"unbiased"`, Σ(x − μ)²/(m − 1) for a batch of m, or
   * `"biased"`, Σ(x − μ)²/m. A batch itself is always normalised with the biased one.
   */
  readonly storedVariance: "unbiased" | "biased";
  /** ε, in √(v + ε). */
  readonly epsilon: number;
}

/**
 * The defaults of PyTorch (`torch.nn.BatchNorm1d`), Keras 3 (`keras.layers.BatchNormalization`) and ONNX
 * (`BatchNormalization` of opset 15).
 */
export const conventions = {
  pytorch: { momentum: 0.1, momentumWeighs: "new", storedVariance: "unbiased", epsilon: 1e-5 },
  keras: { momentum: 0.99, momentumWeighs: "old", storedVariance: "biased", epsilon: 1e-3 },
  onnx: { momentum: 0.9, momentumWeighs: "old", storedVariance: "biased", epsilon: 1e-5 },
} as const satisfies Record<string, Convention>;

/** A framework whose convention `conventions` holds. */
export type ConventionName = keyof typeof conventions;

/**
 * The convention of a name, or one of your own.
 *
 * @throws when the name is not known, or a part is missing or out of range.
 */
export function conventionOf(operation: string, convention: ConventionName | Convention): Convention {
  if (typeof convention === "string") {
    if (Object.hasOwn(conventions, convention)) return conventions[convention];
    const known = Object.keys(conventions).map((name) => JSON.stringify(name));
    throw failure(
      operation,
      `a convention, ${known.join(", ")}`,
      describeValue(convention),
      "name one of them, or pass a record of your own",
    );
  }
  checkSettings(
    operation,
    convention,
    'convention: "pytorch", or { momentum, momentumWeighs, storedVariance, epsilon }',
  );
  const { momentum, momentumWeighs, storedVariance, epsilon } = convention;
  checkShare(operation, "momentum", momentum);
  checkChoice(operation, "momentumWeighs", momentumWeighs, ["new", "old"]);
  checkChoice(operation, "storedVariance", storedVariance, ["unbiased", "biased"]);
  checkNonNegative(operation, "epsilon", epsilon);
  return { momentum, momentumWeighs, storedVariance, epsilon };
}

/** The weight w of the new statistic in r ← (1 − w) r + w s. */
export function weightOfNew({ momentum, momentumWeighs }: Convention): number {
  return momentumWeighs === "new" ? momentum : 1 - momentum;
}

function checkChoice(operation: string, name: string, value: unknown, choices: readonly string[]): void {
  if (choices.some((choice) => choice === value)) return;
  throw failure(
    operation,
    `${name} to be ${choices.map((choice) => JSON.stringify(choice)).join(" or ")}`,
    describeValue(value),
    "copy one of the conventions and change what differs: { ...conventions.pytorch, momentum: 0.2 }",
  );
}

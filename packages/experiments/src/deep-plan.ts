import { checkSettings, describeValue, failure } from "@vanishing/core";

/** What stands between the layers of a deep network. */
export type PlanActivation = "relu" | "sigmoid" | "tanh";

/** What a pre-activation goes through before the activation. */
export type PlanNormalization = "none" | "batch" | "layer";

/** How a deep network is built and trained, as far as one can choose. */
export interface DeepPlan {
  readonly activation: PlanActivation;
  /** σ_w: an entry of a hidden weight is normal with standard deviation σ_w / √fan-in. From above 0 to 10. */
  readonly gain: number;
  readonly normalization: PlanNormalization;
  /** s in z ← z + s·f(z), with f the layer. 0: no skip, z ← f(z). From 0 to 10. */
  readonly branchScale: number;
  /** η of Adam. From above 0 to 10. */
  readonly learningRate: number;
  /** The largest norm that the gradients of all parameters may have together. Infinity: no clipping. Above 0. */
  readonly clip: number;
}

/** A part of a plan that a treatment can replace. */
export type PlanPart = keyof DeepPlan;

/** The parts to replace, each with what comes in its place. What is left out or undefined stays as it was. */
export type Treatment = { readonly [Part in PlanPart]?: DeepPlan[Part] | undefined };

const within = (low: number, high: number, lowIsIn: boolean) => (value: unknown) =>
  typeof value === "number" && (lowIsIn ? value >= low : value > low) && value <= high;
const oneOf =
  (...names: readonly string[]) =>
  (value: unknown) =>
    typeof value === "string" && names.includes(value);

const rules: Readonly<
  Record<PlanPart, { readonly accepts: (value: unknown) => boolean; readonly inWords: string }>
> = {
  activation: { accepts: oneOf("relu", "sigmoid", "tanh"), inWords: '"relu", "sigmoid" or "tanh"' },
  gain: { accepts: within(0, 10, false), inWords: "a number above 0, of at most 10" },
  normalization: { accepts: oneOf("none", "batch", "layer"), inWords: '"none", "batch" or "layer"' },
  branchScale: { accepts: within(0, 10, true), inWords: "a number from 0 to 10" },
  learningRate: { accepts: within(0, 10, false), inWords: "a number above 0, of at most 10" },
  clip: { accepts: within(0, Infinity, false), inWords: "a number above 0" },
};

export const planParts = Object.keys(rules) as readonly PlanPart[];

/**
 * Refuses what is no treatment.
 *
 * @throws when it is no record, names a part that there is none of, or has a value that the part cannot take.
 */
export function checkTreatment(treatment: Treatment): void {
  checkSettings("the treatment", treatment, '{ activation: "relu" }, or {} for none');
  for (const [part, value] of Object.entries(treatment)) {
    if (!Object.hasOwn(rules, part)) {
      throw failure(
        `the part ${part}`,
        `one of ${planParts.join(", ")}`,
        "another name",
        "name one of these",
      );
    }
    const { accepts, inWords } = rules[part as PlanPart];
    if (value === undefined || accepts(value)) continue;
    throw failure(part, inWords, describeValue(value), "leave it out to keep what is there");
  }
}

/**
 * A plan with the parts that a treatment replaces.
 *
 * @throws as {@link checkTreatment}
 */
export function treated(plan: DeepPlan, treatment: Treatment): DeepPlan {
  checkTreatment(treatment);
  const named = partsOf(treatment).map((part) => [part, treatment[part]]);
  return { ...plan, ...Object.fromEntries(named) };
}

/** The parts that a treatment names. */
export function partsOf(treatment: Treatment): PlanPart[] {
  return planParts.filter((part) => treatment[part] !== undefined);
}

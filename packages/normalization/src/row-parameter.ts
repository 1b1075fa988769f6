import { matrix, Parameter, type Precision, type Tensor } from "@vanishing/core";

/** γ or β of a layer: one row, learned or constant. */
export interface RowParameter {
  /** The parameter, or nothing for a constant. */
  readonly parameters: readonly Parameter[];
  /** The tensor that stands for it beside x, on x's tape. */
  beside(x: Tensor): Tensor;
}

/** A row `(1, features)` that holds one value to begin with. Where it is not learned, it stays so. */
function rowParameter(settings: {
  readonly features: number;
  readonly value: number;
  readonly learned: boolean;
  readonly label: string | undefined;
  readonly precision: Precision;
}): RowParameter {
  const { features, value, learned, label, precision } = settings;
  const row = matrix(1, features, undefined, precision);
  row.data.fill(value);
  if (!learned) return { parameters: [], beside: (x) => x.tape.constant(row) };
  const parameter = new Parameter(row, label);
  return { parameters: [parameter], beside: (x) => parameter.beside(x) };
}

/** γ = 1 and β = 0 of a layer with the given label. */
export function gammaAndBeta({
  features,
  affine,
  label,
  precision,
}: {
  readonly features: number;
  readonly affine: boolean;
  readonly label: string | undefined;
  readonly precision: Precision;
}): { readonly gamma: RowParameter; readonly beta: RowParameter } {
  const row = { features, learned: affine, precision };
  return {
    gamma: rowParameter({ ...row, value: 1, label: label && `${label} gamma` }),
    beta: rowParameter({ ...row, value: 0, label: label && `${label} beta` }),
  };
}

/** `layerNorm "layer 4"` for the messages of a layer with a label, else `layerNorm`. */
export function nameOf(layer: string, label: string | undefined): string {
  return label === undefined ? layer : `${layer} ${JSON.stringify(label)}`;
}

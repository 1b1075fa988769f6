export interface LayerReport {
  readonly gradientRms: number;
  readonly deadShare: number;
  readonly saturatedShare: number;
  readonly updateRatio: number;
}

export interface TrainingReport {
  readonly losses: readonly number[];
  readonly chanceLoss: number;
  readonly layers: readonly LayerReport[];
}

export type Diagnosis =
  | "dead"
  | "exploding"
  | "frozen"
  | "healthy"
  | "noise"
  | "saturated"
  | "solved"
  | "vanishing";

export function gradientRms(gradient: readonly number[]): number {
  // In units of the largest entry no square is lost that counts.
  const largest = gradient.reduce((most, entry) => Math.max(most, Math.abs(entry)), 0);
  if (largest === 0) return 0;
  const squares = gradient.reduce((sum, entry) => sum + (entry / largest) ** 2, 0);
  return largest * Math.sqrt(squares / gradient.length);
}

export function relativeChange(before: readonly number[], after: readonly number[]): number {
  let moved = 0;
  let size = 0;
  for (const [i, entry] of before.entries()) {
    moved += ((after[i] ?? 0) - entry) ** 2;
    size += entry ** 2;
  }
  return Math.sqrt(moved / size);
}

export function diagnose({ losses, chanceLoss, layers }: TrainingReport): Diagnosis {
  const loss = losses.at(-1) ?? 0;
  const first = layers.at(0)?.gradientRms ?? 0;
  const last = layers.at(-1)?.gradientRms ?? 0;
  if (loss < 0.05) return "solved";
  if (!Number.isFinite(first) || first > 1000 * last) return "exploding";
  if (layers.some(({ deadShare }) => deadShare >= 0.9)) return "dead";
  if (layers.some(({ saturatedShare }) => saturatedShare >= 0.9)) return "saturated";
  if (first < last / 1000) return "vanishing";
  if (layers.every(({ updateRatio }) => updateRatio < 1e-6)) return "frozen";
  return loss >= 0.9 * chanceLoss ? "noise" : "healthy";
}

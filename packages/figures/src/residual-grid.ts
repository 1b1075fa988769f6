import type { BranchNormalization } from "@vanishing/experiments";

// Apart from the model, which a worker runs: the page needs this file and not the engine.

/** The depths of the map: 1, 2, 4 … 64 blocks. */
export const depths: readonly number[] = [1, 2, 4, 8, 16, 32, 64];
/** The scales of the map, from the smallest on: α = 1/√L for each of the depths. */
export const scales: readonly number[] = depths.map((blocks) => 1 / Math.sqrt(blocks)).toReversed();
/** What the branches of the three maps do with x, in the order in which they are drawn. */
export const normalizations: readonly BranchNormalization[] = ["none", "layer", "batch"];
export const normalizationNames: Readonly<Record<BranchNormalization, string>> = {
  none: "no normalisation",
  layer: "layer normalisation",
  batch: "batch normalisation",
};

/** A network of the map. */
export interface ResidualCell {
  readonly normalization: BranchNormalization;
  readonly blocks: number;
  /** α. */
  readonly scale: number;
  /** ‖∂L/∂x‖² at the input, divided by that at the end, in the network. */
  readonly measured: number;
  /** The mean of the same over wide networks, by theory. */
  readonly expected: number;
}

export interface ResidualMap {
  readonly seed: number;
  /** All depths of one scale one after the other, all scales of one normalisation, and so on. */
  readonly cells: readonly ResidualCell[];
}

/** What the controls hold: places in the lists of scales and depths. */
export interface ResidualValues {
  readonly scale: number;
  readonly depth: number;
  readonly seed: number;
}

/** What the figure shows: the map, and what is chosen in it. */
export interface ResidualPicture extends ResidualMap {
  /** α of the chosen cell. */
  readonly scale: number;
  readonly blocks: number;
}

export function residualPicture(map: ResidualMap, { scale, depth }: ResidualValues): ResidualPicture {
  return { ...map, scale: scales[scale] as number, blocks: depths[depth] as number };
}

/** The cell of a map. */
export function cellAt(
  { cells }: ResidualMap,
  place: Pick<ResidualCell, "normalization" | "scale" | "blocks">,
): ResidualCell {
  const { normalization, scale, blocks } = place;
  return cells.find(
    (cell) => cell.normalization === normalization && cell.scale === scale && cell.blocks === blocks,
  ) as ResidualCell;
}

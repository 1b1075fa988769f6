import { formatNumber } from "./frame/format.ts";
import {
  cellAt,
  depths,
  normalizationNames,
  normalizations,
  type ResidualPicture,
  scales,
} from "./residual-grid.ts";

/** `64 blocks`, `1 block`. */
export function formatBlocks(place: number): string {
  const blocks = depths[place] as number;
  return `${blocks} ${blocks === 1 ? "block" : "blocks"}`;
}

export function formatScale(place: number): string {
  return formatNumber(scales[place] as number);
}

/** What the figure shows, in sentences. */
export function describeResidual(picture: ResidualPicture): string {
  const { scale, blocks } = picture;
  const growths = normalizations.map((normalization) => {
    const { measured, expected } = cellAt(picture, { normalization, scale, blocks });
    return `with ${normalizationNames[normalization]} ${formatNumber(measured)} (theory ${formatNumber(expected)})`;
  });
  const root = cellAt(picture, { normalization: "none", scale: 1 / Math.sqrt(blocks), blocks });
  return (
    `${formatBlocks(depths.indexOf(blocks))}, α = ${formatNumber(scale)}: the squared gradient is larger at the input than at the end by a factor, ` +
    `${growths.join(", ")}. With α = 1/√${blocks} = ${formatNumber(root.scale)} and no normalisation it is ` +
    `${formatNumber(root.measured)} (theory ${formatNumber(root.expected)}).`
  );
}

import type { Activation } from "../activation.ts";
import { activations } from "../activations.ts";
import { celuWithAlpha } from "../celu.ts";
import { eluWithAlpha } from "../elu.ts";
import { leakyReluWithSlope } from "../leaky-relu.ts";
import { preluWithSlope } from "../prelu.ts";
import { swishWithBeta } from "../swish.ts";

/** The rows of the table. */
export const rows: readonly Activation[] = Object.values(activations);

/** Members of the families at other parameters than those of the table. */
const familyMembers: readonly Activation[] = [
  ...[0, 0.2, 1, 3].map(leakyReluWithSlope),
  ...[-2, -0.5, 0, 1, 1.5].map(preluWithSlope),
  ...[0.5, 3].map(eluWithAlpha),
  ...[0.25, 0.3].map(celuWithAlpha),
  ...[0.5, 1.702].map(swishWithBeta),
];

/** The row's name, with its parameters. */
export function titleOf({ name, parameters }: Activation): string {
  const list = Object.entries(parameters).map(([parameter, value]) => `${parameter} = ${value}`);
  return list.length === 0 ? name : `${name} with ${list.join(" and ")}`;
}

/** The rows and family members, each with its title in front, for `describe.each`. */
export const everyRow: readonly [title: string, row: Activation][] = [...rows, ...familyMembers].map(
  (row) => [titleOf(row), row],
);

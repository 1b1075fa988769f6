import type { GradientMismatch, GradientReport, Place } from "./gradient-check.ts";

/** Says of the worst entry what is wrong, and what a learner may look for. */
export function messageFor(report: Omit<GradientReport, "message">): string {
  const { worst, kinks } = report;
  if (worst === undefined) return "There is no entry to compare.";
  if (report.passed) {
    const atKinks =
      kinks.length === 0 ? "" : `; at a kink (entries: ${kinks.length}) it lies between two slopes`;
    return `Every gradient agrees with the slopes of the function${atKinks}.`;
  }
  const { input, row, column, expected, received } = worst;
  const where = `Input ${input}, row ${row}, column ${column}`;
  return `${where}: expected ${rounded(expected)}, received ${rounded(received)}. ${reasonFor(worst, report)}`;
}

function reasonFor(worst: GradientMismatch, report: Omit<GradientReport, "message">): string {
  const { expected, received } = worst;
  const isWorst = ({ input, row, column }: Place) =>
    input === worst.input && row === worst.row && column === worst.column;
  const kink = report.kinks.find(isWorst);
  const jump = report.jumps.find(isWorst);
  if (!Number.isFinite(received)) return "Look for 0 / 0, an overflow or a logarithm of 0 in the derivative.";
  if (!Number.isFinite(expected))
    return "The function is not finite here or close by. Choose an input inside its domain.";
  if (kink)
    return `This is a kink: the slope is ${rounded(kink.left)} on the left and ${rounded(kink.right)} on the right, and any gradient between them passes.`;
  if (jump)
    return `The function jumps here by ${rounded(jump.height)}, so it has no gradient. Choose another input.`;
  if (report.resolution > report.tolerance)
    return "Rounding hides the differences. Compare with a formula instead.";
  if (received === 0) return "Nothing arrived. Does the derivative reach this input?";
  return `The gradient is ${rounded(received / expected)} times what it should be. Check factors, signs, and sums over what was repeated.`;
}

/** Six digits are enough to recognise a number by. */
function rounded(x: number): string {
  return String(Number(x.toPrecision(6)));
}

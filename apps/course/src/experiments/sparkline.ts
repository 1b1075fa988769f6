const bars = "▁▂▃▄▅▆▇█";

/** Numbers as a curve of one line: the lowest is the lowest bar, the highest the highest. What is no number is a gap. */
export function sparkline(values: readonly number[]): string {
  const finite = values.filter(Number.isFinite);
  const [low, high] = [Math.min(...finite), Math.max(...finite)];
  const step = (high - low) / (bars.length - 1) || 1;
  return values
    .map((value) => (Number.isFinite(value) ? bars[Math.round((value - low) / step)] : " "))
    .join("");
}

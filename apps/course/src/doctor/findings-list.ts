import { styleText } from "node:util";
import type { Finding } from "./finding.ts";

const marks = {
  fine: () => styleText("green", "✓"),
  limits: () => styleText("yellow", "!"),
  trouble: () => styleText("red", "✗"),
};

/** The findings as a list for people: one line a check, the way to mend it below, and at the end how many there are to mend. */
export function findingsList(findings: readonly Finding[]): string {
  const width = Math.max(...findings.map(({ about }) => about.length), 0);
  const lines = findings.flatMap(({ state, about, found, mend }) => [
    `${marks[state]()} ${about.padEnd(width)}  ${found}`,
    ...(mend === undefined ? [] : [`${" ".repeat(width + 4)}→ ${mend}`]),
  ]);
  return `${lines.join("\n")}\n\n${summary(findings)}\n`;
}

function summary(findings: readonly Finding[]): string {
  const troubles = findings.filter(({ state }) => state === "trouble").length;
  if (troubles > 0) return `${troubles} to mend: see what stands at the arrow below each ✗.`;
  return findings.some(({ state }) => state === "limits")
    ? "Nothing has to be mended. A line with ! says what works less well, and why."
    : "Nothing has to be mended.";
}

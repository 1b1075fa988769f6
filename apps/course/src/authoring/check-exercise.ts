import { visit } from "unist-util-visit";
import type { Finding } from "./finding.ts";
import { parsePage } from "./page-text.ts";

const file = "lesson.mdx";

/** A page has its exercise once, where a reader is to solve it. A page that cannot be parsed is found by other checks. */
export function checkExercise(page: string): Finding[] {
  const lines: (number | undefined)[] = [];
  try {
    visit(parsePage(page), (node) => {
      const isTag = node.type === "mdxJsxFlowElement" || node.type === "mdxJsxTextElement";
      if (isTag && node.name === "Exercise") lines.push(node.position?.start.line);
    });
  } catch {
    return [];
  }
  const [, second] = lines;
  if (lines.length === 1) return [];
  return [
    lines.length === 0
      ? {
          file,
          problem: "The page has no <Exercise />, so it cannot be solved there.",
          advice: "Write  <Exercise />  on a line of its own, under Implement.",
        }
      : {
          file,
          line: second,
          problem: `The page has ${lines.length} exercises, and a lesson has one.`,
          advice: "Take this <Exercise /> out.",
        },
  ];
}

import { describe, expect, test } from "vitest";
import { updatedReport } from "./report.ts";

const report =
  "# Bench\n\n<!-- first -->\n\nold\n\n<!-- /first -->\n\nBetween.\n\n<!-- second -->\n<!-- /second -->\n";

describe("updatedReport", () => {
  test("replaces the section of a measured table and nothing else", () => {
    expect(updatedReport(report, { first: "new" })).toBe(report.replace("old", "new"));
  });

  test("comes to the same when done again", () => {
    const once = updatedReport(report, { first: "a", second: "b" });
    expect(updatedReport(once, { second: "b", first: "a" })).toBe(once);
  });

  test("adds a table that has no markers yet, and finds it the next time", () => {
    const added = updatedReport(report, { third: "c" });
    expect(added).toBe(`${report}\n## third\n\n<!-- third -->\n\nc\n\n<!-- /third -->\n`);
    expect(updatedReport(added, { third: "d" })).toBe(added.replace("\nc\n", "\nd\n"));
  });

  test("takes a section for text, not for a pattern", () => {
    expect(updatedReport(report, { first: "$& $1" })).toContain("\n\n$& $1\n\n");
  });
});

import { expect, test } from "vitest";
import { spaceFinding } from "./disk-space.ts";

test("a few megabytes are too little, and what is needed is said", () => {
  const finding = spaceFinding(3_900_000);
  expect(finding).toMatchObject({ state: "trouble", found: "3 MB free, and 50 MB are needed" });
  expect(finding.mend).toContain("Free some space");
});

test.each([
  [50e6, "50 MB free"],
  [999_999_999, "999 MB free"],
  [81.5e9, "81 GB free"],
])("%d bytes are enough", (free, found) => {
  expect(spaceFinding(free)).toEqual({ state: "fine", about: "disk space", found });
});

import { expect, test } from "vitest";
import { pinnedVersions } from "./versions.ts";

test("each peer is pinned to one version, which the table names", () => {
  const versions = Object.values(pinnedVersions());
  expect(versions.length).toBeGreaterThan(0);
  expect(versions.filter((version) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
});

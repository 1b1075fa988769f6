import { expect, test } from "vitest";
import { contenders, type Modules } from "./contenders.ts";
import { pinnedVersions } from "./versions.ts";

test("a peer that does not load is listed with its reason, and ours take part without it", async () => {
  const modules: Modules = new Proxy({}, { get: () => () => Promise.reject(new Error("no such module")) });
  const { training, forward, notLoaded } = await contenders(modules, pinnedVersions());
  expect(training.map(({ version }) => version)).toEqual(training.map(() => undefined));
  expect(training.map(({ name }) => name)).toContain("ours");
  expect(forward.map(({ name }) => name)).toEqual(["ours"]);
  expect(notLoaded.length).toBeGreaterThan(0);
  for (const { reason, version } of notLoaded) {
    expect(reason).toBe("no such module");
    expect(Object.values(pinnedVersions())).toContain(version);
  }
});

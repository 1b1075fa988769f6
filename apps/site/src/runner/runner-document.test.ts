import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, test } from "vitest";
import { runnerDocument } from "./runner-document.ts";

/**
 * The most that the runner may take, in bytes gzipped. It is fetched when an exercise is reached, together with the editor. Both may take
 * 300 KB, some 1.6 s on a slow phone connection (1.5 Mbit/s), in which a learner reads the task; the editor needs about half of it.
 */
const budget = 160_000;

let document: string;
beforeAll(async () => {
  document = await runnerDocument();
});

describe("the runner's document", () => {
  test("is within its budget", () => {
    expect(gzipSync(document).length).toBeLessThanOrEqual(budget);
  });

  test("is one script that ends where it should, and names no other file", () => {
    expect(document.match(/<script>/g)).toHaveLength(1);
    expect(document.match(/<\/script/gi)).toHaveLength(1);
    expect(document).not.toMatch(/\s(?:src|href)=/);
  });

  test("may evaluate code and start its worker, and nothing else", () => {
    expect(document).toContain("default-src 'none'");
    expect(document).not.toMatch(/connect-src|img-src|'self'|\*;/);
  });
});

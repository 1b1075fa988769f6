import { describe, expect, test } from "vitest";
import { readAddress } from "./address.ts";

describe("BASE_PATH", () => {
  test.each([
    [undefined, "/"],
    ["", "/"],
    ["/", "/"],
    ["/course", "/course"],
    ["/course/", "/course"],
    ["/people/~ada/vanishing-point_1.0", "/people/~ada/vanishing-point_1.0"],
  ])("%j is the base %j", (value, base) => {
    expect(readAddress({ BASE_PATH: value }).base).toBe(base);
  });

  test.each([
    ["course", "does not start with /"],
    ["course/", "does not start with /"],
    ["https://example.org/course", "SITE_URL"],
    ["C:/Program Files/Git/course", "MSYS_NO_PATHCONV"],
    ["//example.org", "empty part"],
    ["/a//b", "empty part"],
    ["/a/../b", "resolve away"],
    ["/a b", "letters, digits"],
    ["/course?x=1", "letters, digits"],
    ["/<script>", "letters, digits"],
    ["/kurs/é", "letters, digits"],
    ["/%2e%2e", "letters, digits"],
    ["\\course", "does not start with /"],
  ])("%j is refused: %s", (value, reason) => {
    expect(() => readAddress({ BASE_PATH: value })).toThrow(reason);
  });

  test("a refusal names the variable, shows what came and gives an example, and cuts what is very long", () => {
    const refusal = () => readAddress({ BASE_PATH: `x${"y".repeat(10_000)}` });
    expect(refusal).toThrow(/^BASE_PATH .* such as \/course\. It came as "xy+…"/);
    expect(refusal).toThrow(/^.{0,300}$/s);
  });
});

describe("SITE_URL", () => {
  test.each([
    [undefined, undefined],
    ["", undefined],
    ["https://example.org", "https://example.org"],
    ["https://example.org/", "https://example.org"],
    ["http://localhost:4321", "http://localhost:4321"],
    ["HTTPS://Example.ORG", "https://example.org"],
  ])("%j is the site %j", (value, site) => {
    expect(readAddress({ SITE_URL: value }).site).toBe(site);
  });

  test.each([
    ["example.org", "is not an address"],
    ["https://", "is not an address"],
    ["ftp://example.org", "does not begin with https://"],
    ["javascript:alert(1)", "does not begin with https://"],
    ["https://example.org/course", "put it into BASE_PATH"],
    ["https://example.org/?q=1", "? or #"],
    ["https://ada:secret@example.org", "user name"],
  ])("%j is refused: %s", (value, reason) => {
    expect(() => readAddress({ SITE_URL: value })).toThrow(reason);
  });
});

import { cos, random, sin } from "@vanishing/core";
import { describe, expect, test } from "vitest";
import {
  determinant,
  type PlaneMatrix,
  rowTimes,
  spectralRadius,
  topDirection,
  topStretch,
} from "./plane-matrix.ts";

const nonNormal: PlaneMatrix = [
  [0.5, 10],
  [0, 0.5],
];

/** Rotation by u, stretch by (top, bottom), rotation by v. */
function turned(u: number, top: number, bottom: number, v: number): PlaneMatrix {
  return [
    [cos(u) * top * cos(v) - sin(u) * bottom * sin(v), cos(u) * top * sin(v) + sin(u) * bottom * cos(v)],
    [-sin(u) * top * cos(v) - cos(u) * bottom * sin(v), -sin(u) * top * sin(v) + cos(u) * bottom * cos(v)],
  ];
}

describe("a matrix with known singular values", () => {
  const draw = random(1);
  const cases = Array.from({ length: 20 }, () => {
    const top = 0.1 + draw.next();
    return { u: 6 * draw.next(), top, bottom: top * (2 * draw.next() - 1), v: 6 * draw.next() };
  });

  test.each(cases)("turned by $u and $v, stretches by $top", ({ u, top, bottom, v }) => {
    const m = turned(u, top, bottom, v);
    expect(topStretch(m)).toBeCloseTo(top, 12);
    expect(determinant(m)).toBeCloseTo(top * bottom, 12);
    // The first row of the second rotation is where the longest rows lie, up to sign.
    expect(Math.abs(cos(topDirection(m) - v))).toBeCloseTo(1, 10);
  });
});

test("stretches by more than its eigenvalues say", () => {
  expect(topStretch(nonNormal)).toBeCloseTo((10 + Math.sqrt(101)) / 2, 14);
  expect(spectralRadius(nonNormal)).toBe(0.5);
});

test.each([
  [
    [
      [0, -2],
      [2, 0],
    ],
    2,
  ],
  [
    [
      [1, 0],
      [0, -3],
    ],
    3,
  ],
  [
    [
      [2, 1],
      [1, 2],
    ],
    3,
  ],
] as const)("%o has an eigenvalue of size %s, and none larger", (m, size) => {
  expect(spectralRadius(m)).toBeCloseTo(size, 14);
});

test("is as good for entries whose squares leave the range of numbers", () => {
  const tiny = turned(1, 3e-200, 1e-200, 2);
  expect(topStretch(tiny) / 3e-200).toBeCloseTo(1, 12);
  expect(Math.abs(cos(topDirection(tiny) - 2))).toBeCloseTo(1, 10);
});

test("a row is multiplied from the left", () => {
  expect(rowTimes([1, 0], nonNormal)).toEqual([0.5, 10]);
  expect(rowTimes([0, 1], nonNormal)).toEqual([0, 0.5]);
});

test("zeros stretch nothing, and have a direction all the same", () => {
  const zeros: PlaneMatrix = [
    [0, 0],
    [0, 0],
  ];
  expect([topStretch(zeros), spectralRadius(zeros), topDirection(zeros)]).toEqual([0, 0, 0]);
});

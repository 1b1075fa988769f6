import { type Matrix, normalMatrix, random, Tape } from "@vanishing/core";
import type { Cell } from "../index.ts";
import { unroll } from "../unroll.ts";

/** One sequence of three steps with two features each, and states of three units to start from: what all conversions are tried on. */
const draw = random(11);
const sequence: readonly Matrix[] = Array.from({ length: 3 }, () => normalMatrix(draw, 1, 2, 1, "f64"));
const start: Readonly<Record<"h" | "c", Matrix>> = {
  h: normalMatrix(draw, 1, 3, 1, "f64"),
  c: normalMatrix(draw, 1, 3, 1, "f64"),
};

/** The outputs of a cell on that sequence. */
export function outputsOf(cell: Cell): number[][] {
  const { outputs } = unroll(new Tape({ precision: "f64" }), cell, sequence, { initialState: start });
  return outputs.map(({ value }) => [...value.data]);
}

/** The outputs that a step function with plain numbers gives on that sequence. */
export function outputsOfSteps<State extends { h: number[] }>(
  step: (x: number[], state: { h: number[]; c: number[] }) => State,
): number[][] {
  let state = { h: [...start.h.data], c: [...start.c.data] };
  return sequence.map((x) => {
    const next = step([...x.data], state);
    state = { ...state, ...next };
    return next.h;
  });
}

/** Row `place` of a matrix. */
export function rowOfMatrix(m: Matrix, place: number): number[] {
  return [...m.data.slice(place * m.columns, (place + 1) * m.columns)];
}

/** Column `place` of a matrix. */
export function columnOfMatrix(m: Matrix, place: number): number[] {
  return Array.from({ length: m.rows }, (_, row) => m.data[row * m.columns + place] as number);
}

/** Σ aᵢ bᵢ */
export function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, entry, place) => sum + entry * (b[place] as number), 0);
}

export function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

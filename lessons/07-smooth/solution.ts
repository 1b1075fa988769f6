import { erfc } from "@vanishing/core";

const lambda = 1.0507009873554805;
const alpha = 1.6732632423543772;

export function swish(x: number, beta: number): { value: number; slope: number } {
  const s = 1 / (1 + Math.exp(-beta * x));
  return { value: x * s, slope: s + beta * x * s * (1 - s) };
}

export function gelu(x: number): number {
  return (x * erfc(-x / Math.SQRT2)) / 2;
}

export function geluDerivative(x: number): number {
  const density = Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
  return erfc(-x / Math.SQRT2) / 2 + x * density;
}

export function selu(x: number): { value: number; slope: number } {
  if (x > 0) return { value: lambda * x, slope: lambda };
  return { value: lambda * alpha * Math.expm1(x), slope: lambda * alpha * Math.exp(x) };
}

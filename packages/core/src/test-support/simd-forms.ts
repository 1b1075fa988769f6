import type { Elementwise } from "../elementwise.ts";
import { expF32, logF32 } from "../exponential-f32.ts";
import { geluDerivativeF32, geluF32 } from "../gelu-f32.ts";

/** Functions that compiled kernels know and that no record of this package holds as it is. */
export const expForm = form("exp", { value: expF32, derivative: expF32, simd: "exp" });
export const logForm = form("log", {
  value: logF32,
  derivative: (x) => (x < 0 ? Number.NaN : 1 / x),
  simd: "log",
});
export const reluForm = form("relu", {
  value: (x) => Math.max(0, x),
  derivative: (x) => (x > 0 ? 1 : 0),
  simd: "relu",
});

export const geluForm = form("gelu", { value: geluF32, derivative: geluDerivativeF32, simd: "gelu" });

function form(name: string, f32: Required<NonNullable<Elementwise["f32"]>>): Elementwise {
  return { name, value: f32.value, derivative: f32.derivative, f32 };
}

import type { Elementwise } from "../elementwise.ts";
import { geluDerivativeF32, geluF32 } from "../gelu-f32.ts";

/** Functions that compiled kernels know and that no record of this package holds as it is. */
export const reluForm = form("relu", {
  value: (x) => Math.max(0, x),
  derivative: (x) => (x > 0 ? 1 : 0),
  simd: "relu",
});

export const geluForm = form("gelu", { value: geluF32, derivative: geluDerivativeF32, simd: "gelu" });

function form(name: string, f32: Required<NonNullable<Elementwise["f32"]>>): Elementwise {
  return { name, value: f32.value, derivative: f32.derivative, f32 };
}

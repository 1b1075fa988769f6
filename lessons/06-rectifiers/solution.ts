export function relu(x: number): { value: number; slope: number } {
  return x > 0 ? { value: x, slope: 1 } : { value: 0, slope: 0 };
}

export function leakyRelu(x: number, alpha: number): { value: number; slope: number } {
  return x > 0 ? { value: x, slope: 1 } : { value: alpha * x, slope: alpha };
}

export function prelu(x: number, alpha: number): { value: number; slope: number; alphaSlope: number } {
  if (x > 0) return { value: x, slope: 1, alphaSlope: 0 };
  return { value: alpha * x, slope: alpha, alphaSlope: x };
}

export function elu(x: number, alpha: number): { value: number; slope: number } {
  if (x > 0) return { value: x, slope: 1 };
  return { value: alpha * Math.expm1(x), slope: alpha * Math.exp(x) };
}

export function deadFraction(preActivations: readonly (readonly number[])[]): number {
  const units = [...(preActivations[0] ?? []).keys()];
  const dead = units.filter((unit) => preActivations.every((row) => (row[unit] as number) <= 0));
  return dead.length / units.length;
}

export function double(x: number): number {
  return 2 * x;
}

export function triple(x: number): number {
  return 3 * x;
}

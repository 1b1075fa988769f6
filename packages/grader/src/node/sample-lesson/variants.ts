import type { Variant } from "../../lesson-modules.ts";

export const variants: readonly Variant[] = [
  { algorithm: "sums", exports: { double: (x: number) => x + x, triple: (x: number) => x + x + x } },
];

import type { Matrix } from "@vanishing/core";

/**
 * A short name for the exact bits of all entries: FNV-1a (Fowler, Noll and Vo), 32 bits, taken over 32-bit words instead of
 * bytes, as eight hexadecimal digits. One other bit anywhere gives another name, but for one case in 2³².
 */
export function hashOf(matrices: readonly Matrix[]): string {
  let hash = 0x811c9dc5;
  for (const { data } of matrices) {
    const words = new Uint32Array(data.buffer, data.byteOffset, data.byteLength / 4);
    for (const word of words) hash = Math.imul(hash ^ word, 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, "0");
}

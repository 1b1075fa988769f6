import { backward, multiply, multiplyVjp } from "./solution.ts";

/** The output w · w · w of three linear layers that share their weight, at w = 2 and input 1. */
export function sharedWeight() {
  const w = 2;
  const given = [w, 1].map((value) => ({ inputs: [], value, vjp: () => [] }));
  let h = 1;
  const layers = [1, 2, 3].map((place) => {
    const input = h;
    h = multiply(w, input);
    return { inputs: [0, place], value: h, vjp: (upstream: number) => multiplyVjp(upstream, w, input) };
  });
  return backward([...given, ...layers], 1)[0];
}

/** The share of a weight's gradient that is left with a tiny seed, in units of that seed. */
export function tinySeed() {
  const seed = 1e-15;
  const tape = [
    { inputs: [], value: 3, vjp: () => [] },
    { inputs: [], value: 7, vjp: () => [] },
    { inputs: [0, 1], value: 21, vjp: (upstream: number) => multiplyVjp(upstream, 3, 7) },
  ];
  const [whole = 0] = backward(tape, 1);
  const [tiny = 0] = backward(tape, seed);
  if (tiny === 0) return "lost";
  return Math.abs(tiny / whole / seed - 1) < 1e-12 ? "scaled" : "rough";
}

/** How often a vjp is called on a tape of thirty doublings x + x. */
export function callsForDoublings() {
  let calls = 0;
  const vjp = (upstream: number) => {
    calls++;
    return [upstream, upstream];
  };
  const doublings = Array.from({ length: 30 }, (_, place) => ({
    inputs: [place, place],
    value: 2 ** (place + 1),
    vjp,
  }));
  backward([{ inputs: [], value: 1, vjp: () => [] }, ...doublings], 1);
  return calls;
}

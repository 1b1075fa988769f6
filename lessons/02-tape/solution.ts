interface TapeRecord {
  readonly inputs: readonly number[];
  readonly value: number;
  readonly vjp: (upstream: number) => readonly number[];
}

export function multiply(a: number, b: number): number {
  return a * b;
}

export function multiplyVjp(upstream: number, a: number, b: number): number[] {
  return [upstream * b, upstream * a];
}

export function tanh(x: number): number {
  return Math.tanh(x);
}

export function tanhVjp(upstream: number, x: number): number[] {
  return [upstream * (1 - Math.tanh(x) ** 2)];
}

export function backward(tape: readonly TapeRecord[], seed: number): number[] {
  const gradientAt = tape.map(() => 0);
  gradientAt[tape.length - 1] = seed;
  for (let place = tape.length - 1; place >= 0; place--) {
    const { inputs, vjp } = tape[place] as TapeRecord;
    const passedOn = vjp(gradientAt[place] as number);
    for (const [i, input] of inputs.entries()) {
      gradientAt[input] = (gradientAt[input] as number) + (passedOn[i] as number);
    }
  }
  return gradientAt;
}

/** The files that some files lead to, themselves included, where each names what it loads. */
export function reachable(start: readonly string[], next: (file: string) => readonly string[]): Set<string> {
  const seen = new Set<string>();
  const queue = [...start];
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    queue.push(...next(file));
  }
  return seen;
}

/** The same function, asked once for each file: many pages share a file. */
export function remembering<Result>(compute: (file: string) => Result): (file: string) => Result {
  const known = new Map<string, Result>();
  return (file) => {
    if (!known.has(file)) known.set(file, compute(file));
    return known.get(file) as Result;
  };
}

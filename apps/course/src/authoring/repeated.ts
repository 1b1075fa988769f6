/** What stands in a list more than once, each once. */
export function repeated(list: readonly string[]): string[] {
  return [...new Set(list.filter((entry, i) => list.indexOf(entry) !== i))];
}

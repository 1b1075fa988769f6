/** The line of a place in a text, counted from 1. */
export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}

/** The line on which a part of a text first stands, counted from 1; `undefined` where it does not. */
export function lineOf(text: string, part: string): number | undefined {
  const offset = text.indexOf(part);
  return offset < 0 ? undefined : lineAt(text, offset);
}

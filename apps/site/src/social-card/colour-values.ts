/** The custom properties of a style sheet with the value that each has first, which in palette.css is that of the light theme. */
export function colourValues(css: string): Map<string, string> {
  const values = new Map<string, string>();
  for (const [, name, value] of css.matchAll(/(--[\w-]+)\s*:\s*([^;}]+)/g)) {
    if (name && value && !values.has(name)) values.set(name, value.trim());
  }
  return values;
}

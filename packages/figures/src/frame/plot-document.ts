/**
 * The document in which Plot draws: the page's own, or at build time one from happy-dom.
 * `import.meta.env.SSR` is a constant of the bundler, so the browser's bundle never holds happy-dom.
 */
export const plotDocument: Document = import.meta.env.SSR
  ? (new (await import("happy-dom")).Window().document as unknown as Document)
  : globalThis.document;

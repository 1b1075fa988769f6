// Stands in a page for the parts of Node that JS-PyTorch imports: a file system to save models to, and a way to load a graphics card's driver.
export default {};

/** @throws when it is called for a module: a page has none. */
export function createRequire(): (name: string) => never {
  return (name) => {
    throw new Error(`A page cannot load ${name}.`);
  };
}

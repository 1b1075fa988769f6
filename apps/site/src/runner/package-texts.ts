import type { TextModule } from "@vanishing/grader/page";

/** The packages that a request brings as texts where it needs them. The runner's own script has core and checks, which every suite uses. */
export const carriedPackages: readonly string[] = [
  "activations",
  "initializers",
  "normalization",
  "recurrent",
  "experiments",
];

/**
 * The packages that texts import, and those that these need in turn: each after what it imports, as a runner evaluates them. A text that only
 * mentions a package brings it too, which does no harm.
 *
 * @param textOf gives the text of a package, by its name without the scope
 * @throws what `textOf` throws
 */
export async function packagesNamedIn(
  texts: readonly string[],
  textOf: (name: string) => Promise<string>,
): Promise<TextModule[]> {
  const inOrder: TextModule[] = [];
  const begun = new Set<string>();
  async function add(text: string): Promise<void> {
    for (const name of namesIn(text)) {
      if (begun.has(name)) continue;
      begun.add(name);
      const packageText = await textOf(name);
      await add(packageText);
      inOrder.push({ name: `@vanishing/${name}`, text: packageText });
    }
  }
  for (const text of texts) await add(text);
  return inOrder;
}

function namesIn(text: string): string[] {
  return [...text.matchAll(/["'`]@vanishing\/([a-z]+)["'`]/g)]
    .map((match) => match[1] as string)
    .filter((name) => carriedPackages.includes(name));
}

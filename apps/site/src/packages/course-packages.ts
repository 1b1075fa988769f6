import { getCollection } from "astro:content";
import { withBasePath } from "../markdown/rehype-base-path.ts";
import { hasPage, packageAddress } from "./package-pages.ts";

/** A package as pages speak of it. */
export interface CoursePackage {
  /** Without the scope: `core`. */
  readonly name: string;
  /** The page's address, base path included; `undefined` where it has none. */
  readonly href: string | undefined;
}

/** A package's place in the direction of imports. */
export interface PackagePlace {
  readonly imports: readonly CoursePackage[];
  readonly importedBy: readonly CoursePackage[];
}

const scope = "@vanishing/";

export function coursePackage(name: string): CoursePackage {
  const base = import.meta.env.BASE_URL.replace(/(.)\/$/, "$1");
  return { name, href: hasPage(name) ? withBasePath(packageAddress(name), base) : undefined };
}

/** What a package imports and what imports it, as their package.json files say. */
export async function placeOf(name: string): Promise<PackagePlace> {
  const manifests = await getCollection("packageManifests");
  const importsOf = (id: string) =>
    Object.keys(manifests.find((manifest) => manifest.id === id)?.data.dependencies ?? {})
      .filter((dependency) => dependency.startsWith(scope))
      .map((dependency) => dependency.slice(scope.length));
  return {
    imports: importsOf(name).map(coursePackage),
    importedBy: manifests
      .map(({ id }) => id)
      .filter((id) => importsOf(id).includes(name))
      .map(coursePackage),
  };
}

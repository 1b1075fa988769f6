/** A base path as the site's build takes it, with one slash at either end: `/` or `/course/`. */
export function basePath(given: string | undefined): string {
  const inner = (given ?? "").replaceAll(/^\/+|\/+$/g, "");
  return inner === "" ? "/" : `/${inner}/`;
}

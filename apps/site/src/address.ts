/** Where the built site will stand: `https://example.org/course/` is the site `https://example.org` and the base `/course`. */
export interface Address {
  /** The path that every page's address begins with; `/` when the site has a host to itself. Never ends in a slash otherwise. */
  readonly base: string;
  /** Scheme and host, needed for canonical links and the sitemap only; `undefined` leaves both out. */
  readonly site: string | undefined;
}

/**
 * Reads the address from the environment variables BASE_PATH (default `/`) and SITE_URL (default: none).
 *
 * @throws when one of them is not what an address can hold, with what came and an example
 */
export function readAddress(environment: Readonly<Record<string, string | undefined>>): Address {
  return { base: readBase(environment.BASE_PATH), site: readSite(environment.SITE_URL) };
}

// RFC 3986's unreserved characters: what a path may hold without escapes, so that a link and the file's name agree.
const pathSegment = /^[A-Za-z0-9._~-]+$/;

function readBase(value: string | undefined): string {
  if (value === undefined || value === "" || value === "/") return "/";
  const refuse = (reason: string) =>
    new Error(
      `BASE_PATH is the path under which the site will stand, such as /course. It came as ${quoted(value)}, which ${reason}.`,
    );
  // Git Bash on Windows rewrites a leading slash into the folder where Git is installed.
  if (/^[A-Za-z]:[\\/]/.test(value)) {
    throw refuse(
      "is a folder of this machine (in Git Bash, set MSYS_NO_PATHCONV=1 so that the path arrives as written)",
    );
  }
  if (value.includes("://")) throw refuse("is a whole address (put scheme and host into SITE_URL)");
  if (!value.startsWith("/")) throw refuse("does not start with /");
  const segments = value.replace(/\/$/, "").slice(1).split("/");
  for (const segment of segments) {
    if (segment === "") throw refuse("has an empty part between two slashes");
    if (segment === "." || segment === "..")
      throw refuse(`has a part ${segment}, which browsers would resolve away`);
    if (!pathSegment.test(segment)) {
      throw refuse(`has the part ${quoted(segment)} (letters, digits, and . _ ~ - only)`);
    }
  }
  return `/${segments.join("/")}`;
}

function readSite(value: string | undefined): string | undefined {
  if (value === undefined || value === "") return undefined;
  const refuse = (reason: string) =>
    new Error(
      `SITE_URL is the scheme and host of the published site, such as https://example.org. It came as ${quoted(value)}, which ${reason}.`,
    );
  if (!URL.canParse(value)) throw refuse("is not an address");
  const url = new URL(value);
  if (url.protocol !== "https:" && url.protocol !== "http:")
    throw refuse("does not begin with https:// or http://");
  if (url.username !== "" || url.password !== "") throw refuse("has a user name or password in it");
  if (url.pathname !== "/") throw refuse("has a path (put it into BASE_PATH)");
  if (url.search !== "" || url.hash !== "") throw refuse("has a ? or # part");
  return url.origin;
}

/** A value as it appears in a message: escaped, and cut when it is long. */
function quoted(value: string): string {
  const longest = 100;
  return JSON.stringify(value.length > longest ? `${value.slice(0, longest)}…` : value);
}

import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import sirv from "sirv";

/** A folder of files, served as any static host would serve it. */
export interface Served {
  readonly origin: string;
  readonly close: () => Promise<void>;
}

/**
 * Serves the files of `folder` on a free port of this machine; what is not there gets the site's own 404 page, if it has one. The site
 * stands in the folder `base` of it, such as `/course`.
 */
export async function serve(folder: string, base = ""): Promise<Served> {
  const files = sirv(folder);
  const server = createServer((request, response) => {
    files(request, response, () => {
      response.writeHead(404, { "content-type": "text/html" });
      response.end(notFoundPage(folder + base));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function notFoundPage(folder: string): string {
  try {
    return readFileSync(`${folder}/404.html`, "utf8");
  } catch {
    return "Not found";
  }
}

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A site of which one page comes in two parts, as over a slow connection. */
export interface ServedInParts {
  readonly address: string;
  /** Sends the second part. */
  readonly sendTheRest: () => void;
  readonly close: () => void;
}

/**
 * Serves what another server has, and holds a page back from where a text stands in it.
 *
 * @param page the page's whole address
 * @throws when the page does not have the text
 */
export async function serveInParts(page: string, from: string): Promise<ServedInParts> {
  const { origin, pathname } = new URL(page);
  const html = await (await fetch(page)).text();
  const place = html.indexOf(from);
  if (place < 0) throw new Error(`${page} does not have ${from}.`);
  const { promise, resolve } = Promise.withResolvers<void>();
  const server = createServer(async (request, response) => {
    if (request.url === pathname) {
      response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
      response.write(html.slice(0, place));
      await promise;
      response.end(html.slice(place));
      return;
    }
    const answer = await fetch(origin + request.url);
    response.writeHead(answer.status, { "content-type": answer.headers.get("content-type") ?? "" });
    response.end(Buffer.from(await answer.arrayBuffer()));
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}${pathname}`,
    sendTheRest: resolve,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

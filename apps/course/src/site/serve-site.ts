import { once } from "node:events";
import { createReadStream } from "node:fs";
import { createServer, type Server, type ServerResponse } from "node:http";
import path from "node:path";
import sirv from "sirv";

/** How many ports are tried, one after the other, before giving up. */
const portsTried = 20;

export interface Served {
  readonly server: Server;
  readonly port: number;
  readonly address: string;
}

/** Serves a folder of plain files on this computer only, on the given port or the next free one. */
export async function serveSite(folder: string, port: number, base: string): Promise<Served> {
  const files = sirv(folder, { dev: true, etag: true });
  const server = createServer((request, response) => {
    const url = request.url ?? "/";
    if (!url.startsWith(base)) {
      response.writeHead(url === "/" || `${url}/` === base ? 302 : 404, { Location: base }).end();
      return;
    }
    request.url = `/${url.slice(base.length)}`;
    files(request, response, () => notFound(folder, response));
  });
  const taken = await listen(server, port);
  return { server, port: taken, address: `http://localhost:${taken}${base}` };
}

function notFound(folder: string, response: ServerResponse): void {
  response.writeHead(404, { "Content-Type": "text/html; charset=utf-8" });
  createReadStream(path.join(folder, "404.html"))
    .on("error", () => response.end("There is no such page."))
    .pipe(response);
}

async function listen(server: Server, port: number): Promise<number> {
  const last = Math.min(port + portsTried - 1, 65_535);
  for (let candidate = port; candidate <= last; candidate++) {
    if (await isFree(server, candidate)) return candidate;
  }
  const ports = port === last ? `Port ${port} is taken` : `The ports ${port} to ${last} are all taken`;
  throw new Error(`${ports}. Name another one with --port.`);
}

/** Begins to listen, unless the port is taken. */
async function isFree(server: Server, port: number): Promise<boolean> {
  server.listen(port, "localhost");
  try {
    await once(server, "listening");
    return true;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "EADDRINUSE") return false;
    if (code === "EACCES") {
      throw new Error(`This account may not listen on port ${port}. Name one above 1023 with --port.`);
    }
    throw new Error(`The server cannot listen on port ${port}: ${message}`);
  }
}

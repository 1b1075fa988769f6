import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import sirv from "sirv";

/** What static hosts compress; fonts and pictures are compressed in themselves. */
const compressed = /\.(?:html|css|m?js|svg|json|xml|txt|webmanifest)$/;

/** A folder of files, served with gzip. */
export interface CompressedSite {
  /** Without a slash at its end. */
  readonly origin: string;
  readonly close: () => Promise<void>;
}

/**
 * Serves a copy of `folder`, its texts gzipped beforehand, on a free port. Beforehand, because compressing while the
 * browser loads would take from the same cores that are being measured.
 *
 * The address says localhost, which browsers trust as they trust https. So the audits that ask for a secure address look at
 * the site and not at how it is served here.
 */
export async function serveCompressed(folder: string): Promise<CompressedSite> {
  const copy = mkdtempSync(join(tmpdir(), "vanishing-point-lighthouse-"));
  const remove = () => rmSync(copy, { recursive: true, force: true });
  try {
    cpSync(folder, copy, { recursive: true });
    for (const name of readdirSync(copy, { recursive: true, encoding: "utf8" })) {
      const file = join(copy, name);
      if (compressed.test(name) && statSync(file).isFile())
        writeFileSync(`${file}.gz`, gzipSync(readFileSync(file)));
    }
    const server = createServer(sirv(copy, { gzip: true, etag: true }));
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(0, "localhost", resolve);
    });
    return {
      origin: `http://localhost:${(server.address() as AddressInfo).port}`,
      close: () =>
        new Promise((resolve) => {
          server.close(() => {
            remove();
            resolve();
          });
          server.closeAllConnections();
        }),
    };
  } catch (error) {
    remove();
    throw error;
  }
}

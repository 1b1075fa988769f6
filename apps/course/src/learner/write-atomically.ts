import writeFileAtomic from "write-file-atomic";

/**
 * Writes a file whole or not at all: what stood there before stays until the new content lies safely on the disk. A link is followed.
 *
 * @throws the system's error (no space, no permission), with nothing changed
 */
export function writeAtomically(file: string, content: string | Uint8Array): void {
  writeFileAtomic.sync(file, typeof content === "string" ? content : Buffer.from(content));
}

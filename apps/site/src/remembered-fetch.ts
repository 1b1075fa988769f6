/**
 * A way to fetch what lies at an address once, and to give it from then on. What could not be fetched is not remembered: the next asking tries
 * again.
 *
 * @param read takes what is wanted from an answer, such as its text
 */
export function rememberedFetch<Content>(
  read: (response: Response) => Promise<Content>,
): (address: string) => Promise<Content> {
  const contents = new Map<string, Promise<Content>>();
  return (address) => {
    const content =
      contents.get(address) ??
      fetchContent(address, read).catch((error: unknown) => {
        contents.delete(address);
        throw error;
      });
    contents.set(address, content);
    return content;
  };
}

async function fetchContent<Content>(
  address: string,
  read: (response: Response) => Promise<Content>,
): Promise<Content> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address} answered ${response.status}.`);
  return read(response);
}

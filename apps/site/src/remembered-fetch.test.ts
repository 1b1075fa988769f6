import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { rememberedFetch } from "./remembered-fetch.ts";

let asked = 0;
let status = 200;
const server = createServer((_, response) => {
  asked += 1;
  response.writeHead(status).end(`answer ${asked}`);
});
let address: string;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
beforeEach(() => {
  asked = 0;
  status = 200;
});
afterAll(() => server.close());

test("what was fetched is given again, also to those who ask meanwhile", async () => {
  const text = rememberedFetch((response) => response.text());
  expect(await Promise.all([text(address), text(address)])).toEqual(["answer 1", "answer 1"]);
  expect(await text(address)).toBe("answer 1");
  expect(await text(`${address}other`)).toBe("answer 2");
});

test("what could not be fetched or read is told, and tried again", async () => {
  const json = rememberedFetch((response) => response.json() as Promise<unknown>);
  status = 503;
  await expect(json(address)).rejects.toThrow("answered 503");
  status = 200;
  await expect(json(address)).rejects.toThrow("not valid JSON");
  expect(asked).toBe(2);
});

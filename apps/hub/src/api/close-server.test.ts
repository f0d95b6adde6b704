import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { closeServer } from "./close-server.ts";

async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test("what is being answered is answered to its end, and nothing new is taken", async () => {
  let answer: () => void = () => {};
  let begun: () => void = () => {};
  const asked = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const server = createServer((_request, response) => {
    answer = () => response.end("whole");
    begun();
  });
  const url = await listening(server);
  const running = fetch(url).then((response) => response.text());
  await asked;
  const closed = closeServer(server);
  await expect(fetch(url)).rejects.toThrow();
  answer();
  expect(await running).toBe("whole");
  await closed;
});

test("who never ends is cut off", async () => {
  const server = createServer((_request, response) => void response.write("a beginning"));
  const url = await listening(server);
  const response = await fetch(url);
  await closeServer(server);
  await expect(response.text()).rejects.toThrow();
});

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { PROTOCOL, PROTOCOL_HEADER, protocolText } from "@qubix/protocol";
import express, { type NextFunction, type Request, type Response } from "express";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import winston from "winston";
import { sendProblem } from "../send-problem.ts";
import { agreeVersion } from "./agree-version.ts";

const app = express();
app.use(agreeVersion);
app.get("/", (_request, response) => void response.json({ ok: true }));
app.use((error: unknown, request: Request, response: Response, _next: NextFunction) => {
  sendProblem(request, response, error, winston.createLogger({ silent: true }));
});
const server = createServer(app);
beforeAll(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)));
afterAll(() => server.close());

async function ask(text?: string) {
  const { port } = server.address() as AddressInfo;
  const headers = text === undefined ? {} : { [PROTOCOL_HEADER]: text };
  const response = await fetch(`http://127.0.0.1:${port}/`, { headers });
  return { status: response.status, speaks: response.headers.get(PROTOCOL_HEADER), body: await response.json() };
}

describe("versions of clients", () => {
  const { oldest, newest } = PROTOCOL;

  it("are taken when they overlap with the hub's, or are not told", async () => {
    for (const text of [undefined, protocolText(PROTOCOL), `${oldest}-${newest + 5}`])
      expect(await ask(text)).toMatchObject({ status: 200, speaks: protocolText(PROTOCOL) });
  });

  it("are refused with what the hub speaks when they don't", async () => {
    const { status, body } = await ask(`${newest + 1}-${newest + 2}`);
    expect(status).toBe(426);
    expect(body).toMatchObject({ code: "VERSION_UNSUPPORTED", hub: protocolText(PROTOCOL) });
  });

  it("are refused when they can't be read", async () => {
    expect(await ask("latest")).toMatchObject({ status: 400, body: { code: "INVALID_REQUEST" } });
  });
});

import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { HubClient } from "@qubix/client";
import { createAttemptSeal, createSealKeyPair, type LogUpload, makeProblem, openLogChunk } from "@qubix/protocol";
import { createSeed, fromHex, keyPairFromSeed } from "@qubix/qubic";
import { afterEach, describe, expect, it } from "vitest";
import { createLogger, transports } from "winston";
import type { Attempt } from "../attempts/attempt.ts";
import { LogShipper } from "./log-shipper.ts";

const JOB = "ab".repeat(32);
const requester = createSealKeyPair();
const context = { jobKey: fromHex(JOB), attempt: 3 };
const attempt = {
  offer: { jobKey: JOB, attempt: 3 },
  seal: createAttemptSeal(requester.publicKey, context),
} as Pick<Attempt, "offer" | "seal">;

let server: Server;
const uploads: LogUpload[] = [];
afterEach(() => {
  server.closeAllConnections();
  server.close();
  uploads.length = 0;
});

/** A hub that answers the uploads with these statuses, then takes all of them. */
async function shipperTo(...refusals: Parameters<typeof makeProblem>[0][]): Promise<LogShipper> {
  server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    const code = refusals.shift();
    const answer = (status: number, value: object) =>
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
    if (code !== undefined) return void answer(makeProblem(code).status, makeProblem(code));
    const upload = JSON.parse(Buffer.concat(parts).toString()) as LogUpload;
    uploads.push(upload);
    answer(200, { next: upload.seq + upload.chunks.length });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const hub = new HubClient({ url, network: "devnet", keyPair: keyPairFromSeed(createSeed()), attempts: 1 });
  return new LogShipper(attempt, hub, createLogger({ transports: [new transports.Console({ silent: true })] }));
}

/** What a requester reads, with the numbers of the pieces. */
function read(): [number, string][] {
  return uploads.flatMap(({ seq, chunks, ephemeral }) =>
    chunks.map((chunk, i): [number, string] => {
      const sealed = new Uint8Array(Buffer.from(chunk, "base64"));
      const { secretKey } = requester;
      const opened = openLogChunk({ sealed, seq: seq + i, ephemeral: fromHex(ephemeral), secretKey, ...context });
      return [seq + i, new TextDecoder().decode(opened.bytes)];
    }),
  );
}

const write = (shipper: LogShipper, stream: "stdout" | "stderr", text: string) =>
  shipper.write(stream, new TextEncoder().encode(text));

describe("a run's log", () => {
  it("arrives in order, neighbours in one piece, large writes in several", async () => {
    const shipper = await shipperTo();
    write(shipper, "stdout", "one ");
    write(shipper, "stdout", "two ");
    write(shipper, "stderr", "three");
    write(shipper, "stdout", "x".repeat(70_000));
    await shipper.close();
    expect(read().map(([seq, text]) => [seq, text.length])).toEqual([
      [0, 8],
      [1, 5],
      [2, 32_768],
      [3, 32_768],
      [4, 70_000 - 2 * 32_768],
    ]);
  });

  it("loses nothing to a hub that is away for a while", async () => {
    const shipper = await shipperTo("NODE_UNREACHABLE");
    write(shipper, "stdout", "before ");
    await new Promise((resolve) => setTimeout(resolve, 400));
    write(shipper, "stderr", "while ");
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(uploads).toEqual([]);
    write(shipper, "stdout", "after");
    await shipper.close();
    expect(read()).toEqual([
      [0, "before "],
      [1, "while "],
      [2, "after"],
    ]);
  });

  it("ends where the hub wants no more of it", async () => {
    const shipper = await shipperTo("LOG_FULL");
    write(shipper, "stdout", "too much");
    await new Promise((resolve) => setTimeout(resolve, 400));
    write(shipper, "stdout", "more");
    await shipper.close();
    expect(uploads).toEqual([]);
  });
});

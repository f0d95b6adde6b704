import { mkdtempSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type SessionTokens, type SignInChallenge, signInText } from "@qubix/protocol";
import { createSeed, keyPairFromSeed } from "@qubix/qubic";
import { afterAll, describe, expect, it } from "vitest";
import { HubClient } from "../hub/hub-client.ts";
import { fileTokens } from "./file-tokens.ts";
import { HubSession } from "./hub-session.ts";
import { signIn } from "./sign-in.ts";
import { memoryTokens } from "./token-store.ts";

const keyPair = keyPairFromSeed(createSeed());
const folder = mkdtempSync(join(tmpdir(), "qubix-auth-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** A hub that sends a challenge of its choice, and remembers whether anything was signed for it. */
async function hostile(change: (honest: SignInChallenge) => string) {
  let answered = false;
  const server: Server = createServer((request, response) => {
    if (request.url?.endsWith("/auth/session")) answered = true;
    const { host } = request.headers;
    const nonce = "0a".repeat(32);
    const times = { issuedAt: 1_800_000_000_000, expiresAt: 1_800_000_300_000 };
    const text = change({ identity: keyPair.identity, origin: host!, network: "devnet", nonce, ...times });
    response.writeHead(201, { "content-type": "application/json" });
    response.end(JSON.stringify({ text, nonce, expiresAt: times.expiresAt }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const outcome = signIn({ url, network: "devnet" }, keyPair, "test").finally(() => server.close());
  return { outcome, answered: () => answered };
}

describe("signing in", () => {
  it.each([
    ["for another hub", { origin: "bank.example" }],
    ["for another network", { network: "mainnet" }],
    ["for another identity", { identity: "B".repeat(60) }],
    ["with another nonce", { nonce: "0b".repeat(32) }],
  ])("signs no text %s", async (_, changes) => {
    const { outcome, answered } = await hostile((honest) => signInText({ ...honest, ...changes }));
    await expect(outcome).rejects.toMatchObject({ code: "BAD_ANSWER" });
    expect(answered()).toBe(false);
  });

  it("signs nothing that is not the protocol's text", async () => {
    const { outcome, answered } = await hostile((honest) => `QUBIX_REQUEST_V1\n${signInText(honest)}`);
    await expect(outcome).rejects.toMatchObject({ code: "BAD_CHALLENGE" });
    expect(answered()).toBe(false);
  });
});

const tokens: SessionTokens = {
  session: "0b0f7c53-2e0b-4c7c-9d0a-000000000000",
  identity: keyPair.identity,
  ...{ accessToken: "a.b.c", accessExpiresAt: 1, refreshToken: `qbr_${"0".repeat(64)}`, refreshExpiresAt: 2 },
};

describe("a session that was ended elsewhere", () => {
  /** Asks a hub that says so, while `meanwhile` happens to the tokens. */
  async function askWith(meanwhile: (store: ReturnType<typeof memoryTokens>) => void) {
    const store = memoryTokens({ ...tokens, accessExpiresAt: Date.now() + 600_000 });
    const server: Server = createServer((_, response) => {
      meanwhile(store);
      response.writeHead(401, { "content-type": "application/problem+json" });
      response.end(JSON.stringify({ ...{ type: "about:blank", title: "Ended", status: 401 }, code: "SESSION_ENDED" }));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const hub = { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, network: "devnet" };
    const client = new HubClient({ ...hub, session: new HubSession(hub, store) });
    await expect(client.call("getAccount", {})).rejects.toMatchObject({ code: "SESSION_ENDED" });
    server.close();
    return store.load();
  }

  it("is forgotten, so that the next request is not refused for it", async () => {
    expect(await askWith(() => {})).toBeUndefined();
  });

  it("leaves the tokens of a session that was begun meanwhile alone", async () => {
    const next = { ...tokens, accessToken: "d.e.f" };
    expect(await askWith((store) => store.save(next))).toEqual(next);
  });
});

describe("tokens in a file", () => {
  it("are for their owner's eyes only, whatever the file was before, and can be forgotten", () => {
    const file = join(folder, "session.json");
    writeFileSync(file, "damaged", { mode: 0o644 });
    const store = fileTokens(file);
    expect(store.load()).toBeUndefined();
    store.save(tokens);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(store.load()).toEqual(tokens);
    store.save(undefined);
    expect(store.load()).toBeUndefined();
  });

  it("are changed by one at a time, also when one died meanwhile", async () => {
    const file = join(folder, "shared.json");
    let inside = 0;
    let most = 0;
    const work = async () => {
      most = Math.max(most, ++inside);
      await new Promise((resolve) => setTimeout(resolve, 10));
      inside -= 1;
    };
    await Promise.all(Array.from({ length: 5 }, () => fileTokens(file).alone(work)));
    expect(most).toBe(1);
    writeFileSync(`${file}.lock`, "1");
    const old = new Date(Date.now() - 120_000);
    utimesSync(`${file}.lock`, old, old);
    await fileTokens(file).alone(work);
  });
});

import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from "node:crypto";
import type { Store } from "@qubix/store";
import type { Request, Response } from "express";
import { Problem } from "../../problem.ts";

const WELL_FORMED = /^"?([A-Za-z0-9._~:-]{8,128})"?$/;
/** Longer than any handler of a POST takes. After a crash a repeat waits this long. */
const LOCK_MS = 60_000;
const KEEP_MS = 24 * 3_600_000;

/**
 * Does a POST once for each Idempotency-Key of a caller, whichever process of the hub it reaches: a repeat within a day
 * is answered with the first answer and `Idempotency-Replayed: true`. Refusals are not kept: they changed nothing.
 *
 * Answers may hold secrets (a new API key), so they are stored sealed by the key itself, of which only a digest is kept.
 *
 * @param subject the caller's identity, or the address where nobody signed
 * @throws Problem IDEMPOTENCY_KEY_INVALID, IDEMPOTENCY_KEY_REUSED, IDEMPOTENCY_IN_PROGRESS, and what `work` throws
 */
export async function answerOnce<T>(
  { idempotency }: Store,
  { raw, response, subject, bytes }: { raw: Request; response: Response; subject: string; bytes: Buffer | undefined },
  work: () => Promise<T>,
): Promise<T> {
  const key = WELL_FORMED.exec(raw.get("Idempotency-Key") ?? "")?.[1];
  if (key === undefined) throw new Problem("IDEMPOTENCY_KEY_INVALID", "It is not of 8 to 128 allowed characters.");
  const id = digest(subject, key);
  const request = digest(raw.method, raw.originalUrl, bytes ?? "");
  const claimed = await idempotency.claim(id, request, LOCK_MS, KEEP_MS);
  if (claimed.state === "other-request") {
    throw new Problem("IDEMPOTENCY_KEY_REUSED", "The first request with this key had another address or body.");
  }
  if (claimed.state === "busy") {
    response.set("Retry-After", "1");
    throw new Problem("IDEMPOTENCY_IN_PROGRESS", "The first request with this key is not answered yet.", {
      retryAfter: 1,
    });
  }
  if (claimed.state === "answered") {
    response.set("Idempotency-Replayed", "true");
    return JSON.parse(open(claimed.answer, key, id)) as T;
  }
  let result: T;
  try {
    result = await work();
  } catch (error) {
    await idempotency.release(id, claimed.claim);
    throw error;
  }
  await idempotency.answer(id, claimed.claim, seal(JSON.stringify(result), key, id));
  return result;
}

/** Each part is hashed by itself, so that no two lists of parts run together. */
function digest(...parts: (string | Buffer)[]): string {
  const whole = createHash("sha256");
  for (const part of parts) whole.update(createHash("sha256").update(part).digest());
  return whole.digest("hex");
}

const sealKey = (key: string, id: string) =>
  new Uint8Array(hkdfSync("sha256", key, Buffer.from(id, "hex"), "qubix idempotent answer", 32));

function seal(text: string, key: string, id: string): Uint8Array {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", sealKey(key, id), nonce);
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
}

function open(sealed: Uint8Array, key: string, id: string): string {
  const decipher = createDecipheriv("aes-256-gcm", sealKey(key, id), sealed.subarray(0, 12));
  decipher.setAuthTag(sealed.subarray(12, 28));
  return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]).toString("utf8");
}

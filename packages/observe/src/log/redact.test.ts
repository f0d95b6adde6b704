import { Writable } from "node:stream";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createLog } from "./create-log.ts";
import { hideFromLogs, redactText } from "./redact-text.ts";
import { isSecretName, redactValue } from "./redact-value.ts";

const letters = (alphabet: string, min: number, max = min) =>
  fc.string({ unit: fc.constantFrom(...alphabet), minLength: min, maxLength: max });
const LOWER = "abcdefghijklmnopqrstuvwxyz";
const WORD = `${LOWER}${LOWER.toUpperCase()}0123456789`;
const BASE64 = `${WORD}_-`;

/** Secrets that give themselves away by their shape. */
const seed = letters(LOWER, 55);
const apiKey = letters(BASE64, 20, 60).map((rest) => `qbx_${rest}`);
const webhookSecret = letters(BASE64, 20, 60).map((rest) => `whsec_${rest}`);
const jwt = fc
  .tuple(letters(BASE64, 10, 40), letters(BASE64, 10, 80), letters(BASE64, 20, 80))
  .map(([head, body, signature]) => `eyJ${head}.${body}.${signature}`);
const shaped = fc.oneof(seed, apiKey, webhookSecret, jwt);
/** What people choose: spaces, quotes, anything. */
const passphrase = letters(`${WORD} !"'\\§$%&/()=?`, 8, 40).filter((text) => text.trim().length >= 6);

/** Text that may stand around a secret; what borders on it is no letter of a seed or a token. */
const around = letters(`${WORD} .,:;!?()[]{}"'\\/\n\t=&`, 0, 30);
const before = around.map((text) => `${text} `);
const after = around.map((text) => ` ${text}`);
const border = fc.constantFrom(" ", "\n", "\t", '"', "'", ",", ";", "(", "<", "[", "{", "=", ":", "/", "|", "%20");

function lines(log: (write: ReturnType<typeof createLog>) => void, format: "json" | "human" = "json"): string {
  const written: string[] = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      written.push(String(chunk));
      done();
    },
  });
  const own = { service: "hub", version: "1.2.3", instance: "here:1" };
  log(createLog({ ...own, level: "debug", format, stream: stream as unknown as NodeJS.WritableStream }));
  return written.join("");
}

/** The ways a value gets into a line. */
const placed = (secret: string, text: string): unknown[] => [
  text,
  { note: text },
  { deep: { list: [1, { note: text }], map: new Map([["a", text]]), set: new Set([text]) } },
  { [text]: 1 },
  new Error(text),
  { error: new Error("outer", { cause: new Error(text) }) },
  { json: JSON.stringify({ note: text }) },
  { twice: JSON.stringify({ inner: JSON.stringify({ note: text }) }) },
  { toJSON: () => ({ note: text }) },
  { passphrase: secret, apiKey: secret, hubSeed: secret, headers: { authorization: secret, Cookie: [secret] } },
  { url: `https://hub.example/ws?ticket=${encodeURIComponent(secret)}&after=1` },
];

describe("no line shows", () => {
  test("a seed, a token or a JWT, wherever it stands", () => {
    fc.assert(
      fc.property(shaped, before, border, border, after, (secret, head, left, right, tail) => {
        for (const value of placed(secret, head + left + secret + right + tail)) {
          const line = lines((log) => {
            if (typeof value === "string") log.info(value);
            else log.warn("said", value);
          });
          expect(line).not.toContain(secret);
        }
      }),
      { numRuns: 60 },
    );
  });

  test("the same for people", () => {
    fc.assert(
      fc.property(shaped, border, (secret, left) => {
        const line = lines(
          (log) => log.error(`x${left}${secret}`, { a: `${left}${secret}`, b: { c: [secret] } }),
          "human",
        );
        expect(line).not.toContain(secret);
      }),
      { numRuns: 60 },
    );
  });

  test("what a member's name calls a secret", () => {
    const name = fc.constantFrom(
      "seed",
      "passphrase",
      "password",
      "clientSecret",
      "API_KEY",
      "apiKeys",
      "token",
      "set-cookie",
    );
    fc.assert(
      fc.property(passphrase, name, (secret, member) => {
        const value = fc.sample(fc.constantFrom<unknown>(secret, [secret], { value: secret }), 1)[0];
        const line = lines((log) => log.info("said", { [member]: value, deep: [{ [member]: value }] }));
        expect(line).not.toContain(JSON.stringify(secret).slice(1, -1));
        const inText = redactText(JSON.stringify({ [member.replace(/s$/, "")]: secret, other: 1 }));
        expect(inText).not.toContain(JSON.stringify(secret).slice(1, -1));
      }),
      { numRuns: 100 },
    );
  });

  test("what a text calls a passphrase, a password or a header", () => {
    fc.assert(
      fc.property(passphrase, before, (secret, head) => {
        for (const text of [
          `${head}passphrase: ${secret}`,
          `${head}QUBIX_PASSPHRASE=${secret}`,
          `${head}password = ${secret}`,
        ])
          expect(redactText(text)).not.toContain(secret.trim());
        expect(redactText(`${head}\nAuthorization: Basic ${secret}\nHost: x`)).not.toContain(secret.trim());
      }),
    );
  });

  test("what the process says it must not, whatever stands around it", () => {
    fc.assert(
      fc.property(passphrase, around, around, (secret, head, tail) => {
        hideFromLogs(secret);
        expect(lines((log) => log.info(head + secret + tail, { note: head + secret + tail }))).not.toContain(
          JSON.stringify(secret).slice(1, -1),
        );
      }),
      { numRuns: 40 },
    );
  });

  test("keys in bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (key) => {
        const line = lines((log) => log.info("keys", { one: key, two: Buffer.from(key), pair: { privateKey: key } }));
        expect(JSON.parse(line)).toMatchObject({
          one: "[32 bytes]",
          two: "[32 bytes]",
          pair: { privateKey: "[redacted]" },
        });
      }),
      { numRuns: 20 },
    );
  });

  test("a keystore, as an object or as its file", () => {
    const hex = (bytes: number) => letters("0123456789abcdef", bytes * 2);
    fc.assert(
      fc.property(hex(32), hex(71), (salt, ciphertext) => {
        const keystore = { version: 1, kdf: { name: "scrypt", salt }, cipher: { nonce: "00", ciphertext } };
        const file = JSON.stringify(keystore, null, 2);
        const line = lines((log) =>
          log.info(`read ${file}`, { opened: keystore, file, inner: JSON.stringify({ file }) }),
        );
        expect(line).not.toContain(salt);
        expect(line).not.toContain(ciphertext);
      }),
      { numRuns: 30 },
    );
  });

  test("a password in an address", () => {
    fc.assert(
      fc.property(letters(WORD, 6, 20), (secret) => {
        expect(redactText(`postgres://qubix:${secret}@db:5432/qubix`)).toBe(
          "postgres://qubix:[redacted]@db:5432/qubix",
        );
        expect(redactText(`redis://:${secret}@cache/0`)).toBe("redis://:[redacted]@cache/0");
      }),
    );
  });
});

describe("what is no secret stays", () => {
  test("identities, transaction ids, job keys and addresses", () => {
    fc.assert(
      fc.property(
        letters(LOWER.toUpperCase(), 60),
        letters(LOWER, 60),
        letters("0123456789abcdef", 64),
        (identity, id, key) => {
          const text = `job ${key} of ${identity} in ${id} at http://127.0.0.1:8080/api/v1/jobs?state=running`;
          expect(redactText(text)).toBe(text);
        },
      ),
    );
  });

  test("numbers, amounts and dates, in a form that JSON has", () => {
    const value = { n: 1, big: 12n, date: new Date(0), none: null, not: Number.NaN, yes: true };
    expect(redactValue(value)).toEqual({
      n: 1,
      big: "12",
      date: "1970-01-01T00:00:00.000Z",
      none: null,
      not: "NaN",
      yes: true,
    });
  });

  test("names that only sound like it", () => {
    for (const name of ["jobKey", "hotKeyFile", "publicKey", "specDigest", "seeded", "tick", "route", "keys"])
      expect(isSecretName(name)).toBe(false);
  });
});

test("anything at all can be logged, and each line is one object of JSON", () => {
  const cyclic: Record<string, unknown> = { name: "a" };
  cyclic.self = cyclic;
  const wide = Array.from({ length: 50 }, () => Array.from({ length: 50 }, () => ({ a: 1 })));
  const bad = {
    get thrown() {
      throw new Error("no");
    },
  };
  fc.assert(
    fc.property(fc.anything({ withBigInt: true, withDate: true, withMap: true, withTypedArray: true }), (value) => {
      const line = lines((log) => log.info("said", { value, cyclic, wide, bad, fn: () => 1, symbol: Symbol("s") }));
      expect(line.endsWith("\n")).toBe(true);
      expect(JSON.parse(line)).toMatchObject({ level: "info", message: "said", service: "hub" });
      expect(line.length).toBeLessThan(2 ** 17);
    }),
  );
});

test("what is said can't take the place of what the log says itself", () => {
  const line = JSON.parse(
    lines((log) => log.info("said", { service: "other", instance: "x", time: 1, level: "error" })),
  );
  expect(line).toMatchObject({ service: "hub", instance: "here:1", said_service: "other", said_time: 1 });
  expect(Date.parse(line.time)).toBeGreaterThan(0);
});

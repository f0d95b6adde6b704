import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

const CIPHER = "aes-256-gcm";
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;

/**
 * Keeps secrets in the database that the hub must be able to read again (it signs with them): encrypted with a key that
 * lies in a file, so that a copy of the database alone is worth nothing.
 */
export class SecretBox {
  readonly #key: Buffer;

  constructor(key: Buffer) {
    this.#key = key;
  }

  /** With the key in `file`, which is made when it is missing. @throws Error when it holds no key */
  static fromFile(file: string): SecretBox {
    const key = Buffer.from(readOrCreate(file).trim(), "hex");
    if (key.length !== KEY_BYTES) throw new Error(`${file} must hold ${KEY_BYTES * 2} hex digits.`);
    return new SecretBox(key);
  }

  /** @param owner whose secret it is: it can be opened under this name only */
  seal(owner: string, secret: Uint8Array): Uint8Array {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(CIPHER, this.#key, nonce).setAAD(Buffer.from(owner));
    return Buffer.concat([nonce, cipher.update(secret), cipher.final(), cipher.getAuthTag()]);
  }

  /** @throws Error when it was sealed with another key, or for another owner */
  open(owner: string, sealed: Uint8Array): Uint8Array {
    const bytes = Buffer.from(sealed);
    const decipher = createDecipheriv(CIPHER, this.#key, bytes.subarray(0, NONCE_BYTES));
    decipher.setAAD(Buffer.from(owner)).setAuthTag(bytes.subarray(-TAG_BYTES));
    try {
      return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
    } catch (cause) {
      throw new Error(`The secret of ${owner} is of another key: give all processes of the hub the same secretsFile.`, {
        cause,
      });
    }
  }
}

/** Whoever makes the file first wins: a link appears whole or not at all. */
function readOrCreate(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}.${randomBytes(4).toString("hex")}`;
  writeFileSync(draft, `${randomBytes(KEY_BYTES).toString("hex")}\n`, { mode: 0o600, flag: "wx", flush: true });
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    rmSync(draft);
  }
  return readFileSync(file, "utf8");
}

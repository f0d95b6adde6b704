import { z } from "zod";
import { Problem } from "../problem.ts";
import type { SecretBox } from "../secrets/secret-box.ts";

const PURPOSE = "upload-link";
const LASTS_MS = 24 * 3_600_000;

/** What a link lets its holder do: bring exactly these bytes, for this account. */
const UploadLink = z.object({
  account: z.string(),
  /** SHA-256 of the whole. */
  digest: z.string(),
  size: z.int(),
  /** An upload in parts, and which of them; without a part the link completes it. */
  upload: z.string().optional(),
  part: z.int().optional(),
  until: z.number(),
});
export type UploadLink = z.infer<typeof UploadLink>;

/**
 * Addresses to upload to without credentials, as tools expect: sealed with the hub's secret, so that any process knows
 * them and nobody can make one. Who holds one can only bring bytes that it names.
 */
export class UploadLinks {
  constructor(
    readonly box: SecretBox,
    readonly now: () => number,
  ) {}

  make(link: Omit<UploadLink, "until">): string {
    const text = JSON.stringify({ ...link, until: this.now() + LASTS_MS });
    return Buffer.from(this.box.seal(PURPOSE, Buffer.from(text))).toString("base64url");
  }

  /** @throws Problem UPLOAD_NOT_FOUND */
  open(token: string): UploadLink {
    const link = this.#read(token);
    if (link !== undefined && link.until > this.now()) return link;
    throw new Problem("UPLOAD_NOT_FOUND", "The link is none of this hub's, or its day is over.");
  }

  #read(token: string): UploadLink | undefined {
    try {
      const text = Buffer.from(this.box.open(PURPOSE, Buffer.from(token, "base64url"))).toString("utf8");
      return UploadLink.parse(JSON.parse(text));
    } catch {
      return undefined;
    }
  }
}

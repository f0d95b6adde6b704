import { AwsClient } from "aws4fetch";
import { StoreError } from "../../store-error.ts";
import { bucketUrl, readCredentials, type S3Config } from "./s3-config.ts";
import { elements, text } from "./s3-xml.ts";

/** Until the answer begins; bodies of answers may last. */
const TIMEOUT_MS = 60_000;
const RETRIES = 4;

type Query = Record<string, string | number>;
export interface S3Part {
  number: number;
  etag: string;
}

/** The few calls of S3 that blobs need, on one bucket. All others' errors are thrown as Error with S3's code. */
export class S3Bucket {
  readonly #url: URL;
  readonly #client: AwsClient;
  readonly #bucket: string;

  constructor(config: S3Config) {
    const { region, bucket, credentialsFile } = config;
    this.#url = bucketUrl(config);
    this.#bucket = bucket;
    this.#client = new AwsClient({
      ...readCredentials(credentialsFile),
      ...{ service: "s3", region, retries: RETRIES, initRetryMs: 100 },
    });
  }

  /** @throws StoreError BLOBS_UNREACHABLE */
  async check(): Promise<void> {
    try {
      await this.#call("GET", "", { "list-type": 2, "max-keys": 1 });
    } catch (error) {
      throw new StoreError(
        "BLOBS_UNREACHABLE",
        `The bucket ${this.#bucket} at ${this.#url.host} can't be used: ${(error as Error).message}. Check blobs.endpoint, bucket and credentialsFile.`,
        { cause: error },
      );
    }
  }

  async size(key: string): Promise<number | undefined> {
    const answer = await this.#send("HEAD", key);
    if (answer.status === 404) return undefined;
    await accepted(answer);
    return Number(answer.headers.get("content-length"));
  }

  /** @param range as in HTTP, without `bytes=` @returns undefined when there is no such object, or no such range */
  async get(
    key: string,
    range?: string,
  ): Promise<{ status: number; contentRange: string; body: AsyncIterable<Uint8Array> } | undefined> {
    const answer = await this.#send(
      "GET",
      key,
      {},
      { headers: range === undefined ? {} : { range: `bytes=${range}` } },
    );
    const contentRange = answer.headers.get("content-range") ?? "";
    if (answer.status !== 404 && answer.status !== 416) await accepted(answer);
    else await answer.body?.cancel();
    return { status: answer.status, contentRange, body: answer.body ?? empty() };
  }

  async put(key: string, body: Uint8Array): Promise<void> {
    await this.#call("PUT", key, {}, { body: body as Uint8Array<ArrayBuffer> });
  }

  async copy(from: string, to: string): Promise<void> {
    await this.#call("PUT", to, {}, { headers: { "x-amz-copy-source": this.#source(from) } });
  }

  async delete(key: string): Promise<void> {
    await this.#call("DELETE", key);
  }

  /** All objects below a prefix. */
  async *list(prefix: string): AsyncGenerator<{ key: string; modified: number }> {
    let token: string | undefined;
    do {
      const more = token === undefined ? {} : { "continuation-token": token };
      const answer = await this.#call("GET", "", { "list-type": 2, prefix, ...more });
      for (const one of elements(answer, "Contents"))
        yield { key: text(one, "Key") ?? "", modified: Date.parse(text(one, "LastModified") ?? "") };
      token = text(answer, "NextContinuationToken");
    } while (token !== undefined);
  }

  /** @returns the upload's id */
  async begin(key: string): Promise<string> {
    const id = text(await this.#call("POST", key, { uploads: "" }), "UploadId");
    if (id === undefined) throw new Error("S3 gave no UploadId");
    return id;
  }

  async putPart(key: string, upload: string, number: number, body: Uint8Array): Promise<S3Part> {
    const query = { partNumber: number, uploadId: upload };
    const answer = await this.#send("PUT", key, query, { body: body as Uint8Array<ArrayBuffer> });
    await accepted(answer);
    return { number, etag: answer.headers.get("etag") ?? "" };
  }

  /** A part from another object, without its bytes coming here. */
  async copyPart(key: string, upload: string, number: number, from: string): Promise<S3Part> {
    const query = { partNumber: number, uploadId: upload };
    const answer = await this.#call("PUT", key, query, { headers: { "x-amz-copy-source": this.#source(from) } });
    return { number, etag: text(answer, "ETag") ?? "" };
  }

  async complete(key: string, upload: string, parts: readonly S3Part[]): Promise<void> {
    const list = parts.map(({ number, etag }) => `<Part><PartNumber>${number}</PartNumber><ETag>${etag}</ETag></Part>`);
    const body = `<CompleteMultipartUpload>${list.join("")}</CompleteMultipartUpload>`;
    const answer = await this.#call("POST", key, { uploadId: upload }, { body });
    // S3 begins to answer before it is done: an error may come with status 200.
    if (answer.includes("<Error>")) throw new Error(`S3 did not complete the upload: ${text(answer, "Code")}`);
  }

  async abort(key: string, upload: string): Promise<void> {
    await this.#call("DELETE", key, { uploadId: upload });
  }

  /** Multipart uploads that are not completed. */
  async unfinished(): Promise<{ key: string; upload: string; begun: number }[]> {
    return elements(await this.#call("GET", "", { uploads: "" }), "Upload").map((one) => ({
      key: text(one, "Key") ?? "",
      upload: text(one, "UploadId") ?? "",
      begun: Date.parse(text(one, "Initiated") ?? ""),
    }));
  }

  #source(key: string): string {
    return `/${this.#bucket}/${key}`;
  }

  /** @returns the answer's XML */
  async #call(method: string, key: string, query: Query = {}, init: RequestInit = {}): Promise<string> {
    const answer = await this.#send(method, key, query, init);
    await accepted(answer);
    return answer.text();
  }

  async #send(method: string, key: string, query: Query = {}, init: RequestInit = {}): Promise<Response> {
    const url = new URL(key, this.#url);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value));
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(new Error("S3 does not answer")), TIMEOUT_MS);
    try {
      return await this.#client.fetch(url, { ...init, method, signal: late.signal });
    } finally {
      clearTimeout(timer);
    }
  }
}

/** @throws Error with S3's code */
async function accepted(answer: Response): Promise<void> {
  if (answer.ok) return;
  const xml = await answer.text().catch(() => "");
  throw new Error(`S3 answered ${answer.status} ${text(xml, "Code") ?? answer.statusText}`.trim());
}

async function* empty(): AsyncGenerator<Uint8Array> {}

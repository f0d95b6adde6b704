import { readFileSync } from "node:fs";
import { StoreError } from "../../store-error.ts";

/** Where blobs lie in an S3-compatible store. */
export interface S3Config {
  /** `https://s3.eu-central-1.amazonaws.com`, `http://minio:9000` */
  endpoint: string;
  bucket: string;
  region: string;
  /** JSON file with `accessKeyId` and `secretAccessKey`, and `sessionToken` where there is one. */
  credentialsFile: string;
  /** The bucket is a part of the path (MinIO and most others) instead of the host name (AWS). */
  forcePathStyle: boolean;
}

export interface S3Credentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
}

/** @throws StoreError BLOBS_UNREACHABLE */
export function readCredentials(file: string): S3Credentials {
  try {
    const { accessKeyId, secretAccessKey, sessionToken } = JSON.parse(
      readFileSync(file, "utf8"),
    ) as Partial<S3Credentials>;
    if (typeof accessKeyId !== "string" || typeof secretAccessKey !== "string")
      throw new Error("accessKeyId or secretAccessKey is missing");
    return { accessKeyId, secretAccessKey, ...(typeof sessionToken === "string" && { sessionToken }) };
  } catch (error) {
    // What stands in the file is not repeated.
    const why = error instanceof SyntaxError ? "it is not JSON" : (error as Error).message;
    throw new StoreError("BLOBS_UNREACHABLE", `The credentials in ${file} can't be read: ${why}.`);
  }
}

/** Address of the bucket, with a slash at its end. */
export function bucketUrl({ endpoint, bucket, forcePathStyle }: S3Config): URL {
  const url = new URL(endpoint);
  const path = url.pathname.replace(/\/*$/, "/");
  if (forcePathStyle) return new URL(`${path}${bucket}/`, url);
  url.hostname = `${bucket}.${url.hostname}`;
  return new URL(path, url);
}

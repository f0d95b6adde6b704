const MAX_BYTES = 16 * 1024;

/** The JSON of a backup file; undefined, which no keystore is, for anything else. */
export async function readBackup(file: Blob): Promise<unknown> {
  if (file.size > MAX_BYTES) return undefined;
  try {
    return JSON.parse(await file.text());
  } catch {
    return undefined;
  }
}

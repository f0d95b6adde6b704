import { randomBytes, randomFillSync } from "node:crypto";
import { open } from "node:fs/promises";

const MIB = 1024 * 1024;

/** Bytes that can't be made smaller, as weights are. */
export async function writeRandomFile(path: string, mib: number): Promise<void> {
  const file = await open(path, "w", 0o644);
  const buffer = Buffer.allocUnsafe(MIB);
  for (let i = 0; i < mib; i++) await file.write(randomFillSync(buffer));
  await file.sync();
  await file.close();
}

/** Makes it another one, as far as its digest can tell. */
export async function changeFile(path: string): Promise<void> {
  const file = await open(path, "r+");
  await file.write(randomBytes(32), 0, 32, 0);
  await file.sync();
  await file.close();
}

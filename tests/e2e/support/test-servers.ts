import type { HubServices } from "@qubix/localnet";
import { testServices } from "@qubix/store/testing";

/** Databases of their own on the servers that the environment names; `urls` is undefined where it names none. */
export async function testServers(): Promise<{ urls: HubServices | undefined; remove: () => Promise<void> }> {
  const { urls, remove } = await testServices();
  const { databaseUrl, redisUrl } = urls;
  return { urls: databaseUrl && redisUrl ? { databaseUrl, redisUrl } : undefined, remove };
}

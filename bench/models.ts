/**
 * How fast do models come and go? A file of a gigabyte is uploaded to a hub and downloaded from it, beside nginx serving the
 * same file to the same reader. Rounds alternate; figures are medians.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { HubClient } from "@qubix/client";
import { startLocalnet } from "@qubix/localnet";
import { API_PREFIX, sha256OfBlob } from "@qubix/protocol";
import { PeakMemory } from "./models/peak-memory.ts";
import { readWhole } from "./models/read-whole.ts";
import { startNginx } from "./models/start-nginx.ts";
import { changeFile, writeRandomFile } from "./models/test-file.ts";
import { percentiles } from "./noop/percentiles.ts";

const PLENTY = 10_000_000_000n;
const MB = 1e6;

/** MB are 10^6 bytes, and megabytes a second. */
interface ModelFigures {
  /** By our client: the file's digest, its parts, and their joining. */
  uploadMBps: number;
  /** Bytes of the hub, thrown away by a reader that costs little. */
  downloadMBps: number;
  /** The same from nginx. */
  nginxMBps: number;
  ratio: number;
  /** By our client, to a file on the disk, digests checked. */
  pullMBps: number;
  /** Of the hub's process: most while all that went on, and before. */
  rssMb: number;
  rssBeforeMb: number;
  mib: number;
}

/** @param args `--mib N`: size of the file; `--rounds N` */
export async function bench(args: string[]): Promise<ModelFigures> {
  const options = { mib: { type: "string", default: "1024" }, rounds: { type: "string", default: "5" } } as const;
  const { values } = parseArgs({ args, options });
  const [mib, rounds] = [Number(values.mib), Number(values.rounds)];
  const folder = await mkdtemp(join(tmpdir(), "qubix-models-"));
  const nginx = await startNginx(folder).catch(async (error) => {
    await rm(folder, { recursive: true });
    throw error;
  });
  const net = await startLocalnet({
    ...{ folder: join(folder, "net"), accounts: { carl: PLENTY }, providers: [] },
    // The chain has its own cores elsewhere; here it should take little of these.
    pace: "1000",
  });
  try {
    const hub = new HubClient({ url: net.hub.url, network: net.network.id, keyPair: net.accounts.carl!.keyPair });
    const memory = new PeakMemory(net.children.get("hub").pid);
    const file = join(nginx.folder, "model");
    await writeRandomFile(file, mib);
    const size = mib * 1024 * 1024;
    const seconds: Record<"upload" | "download" | "nginx" | "pull", number[]> = {
      ...{ upload: [], download: [], nginx: [], pull: [] },
    };
    for (let round = 1; round <= rounds; round++) {
      await changeFile(file);
      let digest = "";
      seconds.upload.push(await timed(async () => (digest = await hub.uploadBlob(file))));
      const url = new URL(`${net.hub.url}${API_PREFIX}/blobs/${sha256OfBlob(digest)}`);
      const authorization = (await hub.authorization("GET", url))!;
      // Who is first changes: the disk may still be busy with the upload.
      const readers = [
        async () => seconds.nginx.push(await timed(() => readWhole(new URL("/model", nginx.url), {}, size))),
        async () => seconds.download.push(await timed(() => readWhole(url, { authorization }, size))),
      ];
      for (const read of round % 2 === 0 ? readers : readers.toReversed()) await read();
      const copy = join(folder, "copy");
      seconds.pull.push(await timed(() => hub.downloadBlob(digest, size, copy)));
      await rm(copy);
      await hub.call("deleteBlob", { params: { sha256: sha256OfBlob(digest) } });
      console.error(
        `round ${round}: ${Object.entries(seconds)
          .map(([name, all]) => `${name} ${all.at(-1)!.toFixed(2)} s`)
          .join(", ")}`,
      );
    }
    const rate = (all: number[]) => Math.round(size / MB / percentiles(all).p50);
    const [downloadMBps, nginxMBps] = [rate(seconds.download), rate(seconds.nginx)];
    return {
      ...{ uploadMBps: rate(seconds.upload), downloadMBps, nginxMBps },
      ratio: Math.round((downloadMBps / nginxMBps) * 100) / 100,
      ...{ pullMBps: rate(seconds.pull), rssMb: memory.peakMb(), rssBeforeMb: memory.beforeMb, mib },
    };
  } finally {
    await net.stop();
    await nginx.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function timed(run: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await run();
  return (performance.now() - begun) / 1000;
}

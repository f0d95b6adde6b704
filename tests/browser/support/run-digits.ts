import { HubClient, submitJob, waitForJob } from "@qubix/client";
import { encodeNpy } from "@qubix/client/onnx";
import type { Account, Localnet } from "@qubix/localnet";
import { blobDigest, deriveSealKeyPair, type JobDocument, toHex } from "@qubix/protocol";

/** Lets somebody pay for one run of a published `digits` model, and waits until everybody is paid. */
export async function runDigits(
  local: Localnet,
  requester: Account,
  [namespace, name]: readonly [string, string],
): Promise<JobDocument> {
  const caller = local.callerOf(requester);
  const hub = new HubClient({ url: local.hub.url, network: local.network.id, keyPair: requester.keyPair });
  const { digest, chain } = await hub.call("getModel", { params: { namespace, name } });
  if (chain === undefined) throw new Error(`${namespace}/${name} is not on the chain.`);
  const image = encodeNpy({ dtype: "float32", shape: [1, 1, 8, 8], bytes: new Uint8Array(256) });
  await hub.uploadBlob(image);
  const spec = {
    ...{ version: 1, kind: "onnx", name: "<b>read</b> a digit", arguments: [], environment: {} },
    inputs: [{ path: "image.npy", digest: blobDigest(image), size: image.length }],
    limits: { fuel: "100000000000", memoryMiB: 128, wallSeconds: 120, outputBytes: 1_000_000 },
    seal: toHex(deriveSealKeyPair(requester.keyPair.subseed).publicKey),
    model: { manifest: digest, namespace, name },
    runtime: { digest: await runtimeOf(hub) },
  };
  const { key } = await submitJob({ ...caller, hub }, spec, {
    ...{ hub: local.hub.slot, hubFee: 100n, replicas: 1, quorum: 1, priceCap: 1_000n, protocolFee: 20n },
    ...{ start: "authorized", deadlineTicks: 4_000, model: { slot: chain.slot, royalty: BigInt(chain.royalty) } },
  });
  return waitForJob(hub, key, { until: "settled", timeoutMs: 240_000 });
}

/** The runtime that the network's machines have, once one is connected. */
async function runtimeOf(hub: HubClient): Promise<string> {
  for (;;) {
    const { items } = await hub.call("listMachines", { query: { online: true, limit: 10 } });
    const [runtime] = items.flatMap(({ runtimes }) => runtimes);
    if (runtime !== undefined) return runtime;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

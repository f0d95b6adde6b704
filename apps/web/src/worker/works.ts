import type { ReceiptDocument, RouteResponse } from "@qubix/protocol";

/** What computes for seconds and would hold the page still meanwhile. Each brings its cryptography when it is asked for. */
export const works = {
  async createKeystore(seed: string, password: string) {
    const { createKeystore } = await import("./keystores.ts");
    return createKeystore(seed, password);
  },

  async openKeystore(keystore: unknown, password: string) {
    const { openKeystore } = await import("./keystores.ts");
    return openKeystore(keystore, password);
  },

  /** Reads the chain through the hub that served the page, as anybody may. */
  async verifyReceipt(receipt: ReceiptDocument, network: RouteResponse<"getNetwork">["network"]) {
    const { HubClient, HubNode, verifyReceipt } = await import("./receipts.ts");
    const hub = new HubClient({ url: location.origin, network: network.id });
    return verifyReceipt(receipt, { node: new HubNode(hub), network });
  },
};
export type Works = typeof works;

// A chunk of its own: see works.ts.
export { HubClient, HubNode, verifyReceipt } from "@qubix/client";

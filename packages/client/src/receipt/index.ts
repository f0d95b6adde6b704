export type { ReceiptCheck, ReceiptSource } from "./receipt-check.ts";
export { type ReceiptVerdict, verifyReceipt } from "./verify-receipt.ts";

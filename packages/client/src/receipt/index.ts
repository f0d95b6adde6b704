export type { ReceiptCheck, ReceiptGround } from "./receipt-check.ts";
export { type ReceiptVerdict, verifyReceipt } from "./verify-receipt.ts";

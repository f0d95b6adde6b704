const CODES = [
  "SEED_INVALID",
  "ACCOUNT_EXISTS",
  "WALLET_DAMAGED",
  "WALLET_FULL",
  "ACCOUNT_LOCKED",
  "SIGNING_REFUSED",
] as const;

/** The wallet can't do that. `code` names a text of the wallet's messages. */
export class WalletError extends Error {
  override readonly name = "WalletError";

  constructor(readonly code: (typeof CODES)[number]) {
    super(code);
  }
}

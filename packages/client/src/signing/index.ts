export { signNow } from "./sign-now.ts";
export { type Keys, type Signer, signerOf, type UnsignedTransaction } from "./signer.ts";

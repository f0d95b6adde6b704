export type { Credentials } from "./credentials.ts";
export { HubSession } from "./hub-session.ts";
export { signIn } from "./sign-in.ts";
export { memoryTokens, type TokenStore } from "./token-store.ts";

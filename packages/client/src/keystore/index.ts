export { createKeystore, Keystore, KeystoreError, openKeystore } from "./keystore.ts";
export { readKeystoreFile, writeKeystoreFile } from "./keystore-file.ts";

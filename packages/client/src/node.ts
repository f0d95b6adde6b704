// What needs files, or sockets with headers: for programs, not for pages.
export { fileTokens } from "./auth/file-tokens.ts";
export { openNodeSocket } from "./hub/open-node-socket.ts";
export { readKeystoreFile, writeKeystoreFile } from "./keystore/keystore-file.ts";
export { InvalidManifestError, readModelFiles } from "./model/read-model-files.ts";

import type { Server } from "node:http";

/** What is being answered gets this long to be answered. */
const GRACE_MS = 4_000;
const LOOK_MS = 50;

/** Stops listening and resolves when everything that was being answered is answered, or its time is up. */
export async function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // A connection that has got its answer stays open for the next request, which will not be taken any more.
  const tidy = setInterval(() => server.closeIdleConnections(), LOOK_MS);
  const force = setTimeout(() => server.closeAllConnections(), GRACE_MS);
  server.closeIdleConnections();
  await closed;
  clearInterval(tidy);
  clearTimeout(force);
}

import { connect, createServer, type Socket } from "node:net";

/** One address in front of several: each connection goes to the next of them that answers. */
export interface Balancer {
  close(): Promise<void>;
}

/** Listens on `port` of this machine and hands connections on, in turn, to `backends` (ports of this machine). */
export async function startBalancer(port: number, backends: readonly number[]): Promise<Balancer> {
  const open = new Set<Socket>();
  let turn = 0;
  const server = createServer({ noDelay: true }, (client) => {
    open.add(client);
    client.once("close", () => open.delete(client));
    client.on("error", () => client.destroy());
    const start = turn++;
    hand(
      client,
      backends.map((_, i) => backends[(start + i) % backends.length]!),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  return {
    close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of open) socket.destroy();
      return closed;
    },
  };
}

/** Joins a client with the first of these ports that takes a connection; without any, the client is cut off. */
function hand(client: Socket, [port, ...others]: readonly number[]): void {
  if (client.destroyed) return;
  if (port === undefined) {
    client.destroy();
    return;
  }
  const backend = connect({ port, host: "127.0.0.1", noDelay: true });
  const refused = () => hand(client, others);
  backend.once("error", refused);
  backend.once("connect", () => {
    backend.off("error", refused);
    backend.on("error", () => backend.destroy());
    backend.once("close", () => client.destroy());
    client.once("close", () => backend.destroy());
    if (client.destroyed) backend.destroy();
    client.pipe(backend).pipe(client);
  });
}

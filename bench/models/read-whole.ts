import { connect } from "node:net";

/** What comes goes into the same buffer again and again. */
const buffer = Buffer.allocUnsafeSlow(1024 * 1024);

/** Downloads and throws away, with as little work as a reader can have. @throws Error unless all of `size` bytes came */
export function readWhole(url: URL, headers: Record<string, string>, size: number): Promise<void> {
  return new Promise((resolve, reject) => {
    let received = 0;
    let head = "";
    const take = (length: number, bytes: Uint8Array) => {
      received += length;
      if (head === "") head = Buffer.from(bytes.subarray(0, Math.min(length, 4096))).toString("latin1");
      return true;
    };
    const onread = { buffer, callback: take };
    const socket = connect({ host: url.hostname, port: Number(url.port), onread });
    socket.on("error", reject);
    socket.on("close", () => {
      const body = received - head.indexOf("\r\n\r\n") - 4;
      if (head.startsWith("HTTP/1.1 200 ") && body === size) resolve();
      else reject(new Error(`${url} sent ${body} of ${size} bytes: ${head.slice(0, 200)}`));
    });
    const lines = Object.entries({ host: url.host, connection: "close", ...headers }).map(
      ([name, value]) => `${name}: ${value}`,
    );
    socket.write(`GET ${url.pathname} HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n`);
  });
}

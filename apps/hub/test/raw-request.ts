import { request as httpRequest } from "node:http";
import { API_PREFIX, type Problem } from "@qubix/protocol";

export interface Answer {
  status: number;
  body: Problem & Record<string, unknown>;
  headers: Record<string, unknown>;
}

/** A request with headers as they are given, several of one name included. */
export function rawRequest(
  url: string,
  method: string,
  path: string,
  headers: Record<string, string | string[]> = {},
  body?: unknown,
): Promise<Answer> {
  const { hostname, port, host } = new URL(url);
  const text = body === undefined ? undefined : JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      {
        ...{ hostname, port, method, path: API_PREFIX + path, setDefaultHeaders: false },
        headers: {
          Host: host,
          Connection: "close",
          ...(text && { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(text) }),
          ...headers,
        },
      },
      (response) => {
        const parts: Buffer[] = [];
        response.on("data", (part) => parts.push(part));
        response.on("end", () => {
          const answer = Buffer.concat(parts).toString();
          resolve({
            status: response.statusCode!,
            headers: response.headers,
            body: answer === "" ? {} : JSON.parse(answer),
          });
        });
      },
    );
    request.on("error", reject);
    request.end(text);
  });
}

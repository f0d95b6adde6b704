/** A request as it would be sent. */
export interface PrintableRequest {
  method: string;
  url: URL;
  headers: Record<string, string>;
  body?: { text: string } | { file: string } | { bytes: Uint8Array };
  /** The answer comes bit by bit. */
  stream?: boolean;
}

/** The request as a command line for a POSIX shell. */
export function curlLine({ method, url, headers, body, stream }: PrintableRequest): string {
  const parts = ["curl -sS --fail-with-body"];
  if (stream) parts.push("-N");
  if (method === "HEAD") parts.push("--head");
  else if (method !== "GET") parts.push(`-X ${method}`);
  for (const [name, value] of Object.entries(headers)) parts.push(`-H ${headerText(`${name}: ${value}`)}`);
  if (body && "text" in body) parts.push(`--data-raw ${quoted(body.text)}`);
  if (body && "file" in body) parts.push(`--data-binary ${quoted(`@${body.file}`)}`);
  if (body && "bytes" in body) parts.push("--data-binary @-");
  parts.push(quoted(url.href));
  const line = parts.join(" ");
  if (!body || !("bytes" in body)) return line;
  return `printf %s ${Buffer.from(body.bytes).toString("base64")} | base64 -d | ${line}`;
}

/** Single quotes keep everything as it is, but for themselves. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** A key that lies in a variable stays there. */
function headerText(text: string): string {
  const at = text.indexOf("$QUBIX_API_KEY");
  return at < 0 ? quoted(text) : `${quoted(text.slice(0, at))}"$QUBIX_API_KEY"`;
}

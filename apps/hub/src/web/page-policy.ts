/**
 * What pages of this hub may do: load from here, speak with here, run WebAssembly. Styles beside the files' own need the nonce
 * that came with the page.
 * @param host under which the page was asked for, for the sockets of browsers whose `'self'` leaves them out
 */
export function pagePolicy({ host, nonce }: { host?: string | undefined; nonce?: string | undefined }): string {
  const sockets = host === undefined ? "" : ` ws://${host} wss://${host}`;
  return [
    "default-src 'self'",
    "script-src 'self' 'wasm-unsafe-eval'",
    `style-src 'self'${nonce === undefined ? "" : ` 'nonce-${nonce}'`}`,
    "img-src 'self' blob: data:",
    `connect-src 'self'${sockets}`,
    "worker-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "object-src 'none'",
  ].join("; ");
}

/** Nothing of the device that a page of a marketplace could want. */
export const PERMISSIONS = [
  ...["accelerometer", "browsing-topics", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer"],
  ...["microphone", "midi", "payment", "serial", "usb"],
]
  .map((feature) => `${feature}=()`)
  .join(", ");

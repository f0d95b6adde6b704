/** Hands bytes or text to the browser as a file to be kept: a download, never to be opened in the page's place. */
export function saveFile(name: string, content: BlobPart): void {
  const url = URL.createObjectURL(new Blob([content], { type: "application/octet-stream" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name.split("/").at(-1) ?? "file";
  link.click();
  // The download has begun, but the browser may still be reading.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

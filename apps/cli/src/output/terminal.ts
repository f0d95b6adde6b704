/** Columns of the screen that standard output goes to; undefined for pipes and files, which get everything whole. */
export function screenWidth(): number | undefined {
  return process.stdout.isTTY ? process.stdout.columns || 80 : undefined;
}

/** Bold on a screen that shows it; plain in pipes, with $NO_COLOR, and on terminals that can't. */
export function bold(text: string): string {
  const plain = !process.stdout.isTTY || process.env.NO_COLOR || process.env.TERM === "dumb";
  return plain ? text : `\x1b[1m${text}\x1b[22m`;
}

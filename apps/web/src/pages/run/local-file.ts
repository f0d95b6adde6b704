/** A file of one's own that a job reads: where the job finds it, and what it is. */
export interface LocalFile {
  /** As the job sees it below `/in`. */
  path: string;
  content: Blob;
  /** `sha256:…` */
  digest: string;
  size: number;
}

/** A file that the hub has already, of a job that is run again. */
export interface KnownFile {
  path: string;
  content?: undefined;
  digest: string;
  size: number;
}

/** A free path for a file that is added: its name made harmless, numbered where there is one of that name. */
export function freePath(name: string, taken: readonly string[]): string {
  const safe = [...name.replaceAll(/[\\/]/g, "_")].filter((c) => c >= " " && c !== "\x7f").join("");
  const base = safe === "" || safe === "." || safe === ".." ? "file" : safe.slice(0, 200);
  if (!taken.includes(base)) return base;
  const dot = base.lastIndexOf(".");
  const [stem, ending] = dot > 0 ? [base.slice(0, dot), base.slice(dot)] : [base, ""];
  for (let n = 2; ; n++) if (!taken.includes(`${stem}-${n}${ending}`)) return `${stem}-${n}${ending}`;
}

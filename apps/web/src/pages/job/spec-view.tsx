import type { JobDocument } from "@qubix/protocol";
import { CopyText } from "../../design/copy-text.tsx";
import { useText } from "../../i18n/use-text.ts";
import { jobText } from "./text.ts";

/** The spec as its requester sent it, indented. */
export function SpecView({ job }: { job: JobDocument }) {
  const text = useText(jobText);
  return <CopyText value={indented(job.spec)} what={text.spec.what} />;
}

function indented(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    return json;
  }
}

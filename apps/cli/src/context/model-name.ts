import { CliError } from "../output/cli-error.ts";

/** A model as people write it: `namespace/name`, with `@` and a version where one is meant. @throws CliError */
export function readModelName(text: string): { namespace: string; name: string; revision: string | undefined } {
  const [path, revision, ...more] = text.split("@") as [string, string?];
  const [namespace, name, ...rest] = path.split("/");
  if (namespace && name && rest.length === 0 && more.length === 0 && revision !== "")
    return { namespace, name, revision };
  throw new CliError(
    "INVALID_NAME",
    `"${text}" is not NAMESPACE/NAME or NAMESPACE/NAME@VERSION.`,
    "See `qubix model list`.",
  );
}

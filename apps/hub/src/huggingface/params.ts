import { ModelName } from "@qubix/protocol";
import { z } from "zod";
import { Problem } from "../problem.ts";

/** A model's name as tools write it; one that can't be any of ours is not found, instead of malformed. */
const Part = z.string().transform((text, context) => {
  if (ModelName.safeParse(text).success) return text;
  context.addIssue({
    code: "custom",
    message: `"${text.slice(0, 64)}" is no model's name here: lowercase letters, digits, . _ -`,
  });
  return z.NEVER;
});

export const repoParams = z.object({ namespace: Part, name: Part });
export const revisionParams = repoParams.extend({ revision: z.string().min(1).max(100) });
/** Express gives what a wildcard matched in parts. */
export const pathParams = revisionParams.extend({
  path: z
    .array(z.string())
    .optional()
    .transform((parts) => parts?.join("/") ?? ""),
});

export const fullNameOf = ({ namespace, name }: { namespace: string; name: string }): string => `${namespace}/${name}`;

/** A value, or a list of them, from a query or a form. */
export const several = (value: unknown): string[] =>
  (Array.isArray(value) ? value : value === undefined ? [] : [value]).filter(
    (one): one is string => typeof one === "string",
  );

/** Tools write truth in several ways. */
export const isTrue = (value: unknown): boolean => ["true", "True", "1"].includes(String(value));

/** Only models are kept here. @throws Problem INVALID_REQUEST */
export function checkType(type: string | null | undefined): void {
  if (type != null && type !== "model")
    throw new Problem("INVALID_REQUEST", `This hub keeps models, no ${type.slice(0, 20)}s.`);
}

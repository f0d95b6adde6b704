/** Joins the class names that apply: `classes("p-2", wide && "w-full")`. */
export function classes(...names: (string | false | undefined)[]): string {
  return names.filter(Boolean).join(" ");
}

/** `namespace/name` of the model that a spec pins by name; empty where it pins none, or the text is no spec (yet). */
export function modelOfSpec(text: string): string {
  try {
    const { kind, model } = JSON.parse(text) as { kind?: unknown; model?: { namespace?: unknown; name?: unknown } };
    const isNamed = kind === "onnx" && typeof model?.namespace === "string" && typeof model.name === "string";
    return isNamed ? `${model.namespace}/${model.name}` : "";
  } catch {
    return "";
  }
}

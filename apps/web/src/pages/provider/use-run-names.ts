import { useRoute } from "../../hub/use-route.ts";
import { useText } from "../../i18n/use-text.ts";
import { providerText } from "./text.ts";

/** Models whose names are looked up at once; others are called by their numbers. */
const MOST = 100;

/** Says what was run: a model (by its slot in the contract), or a program. */
export function useRunNames(): (model: number | undefined) => string {
  const text = useText(providerText);
  const { data } = useRoute("listModels", { query: { limit: MOST, sort: "runs" } });
  const names = new Map(data?.items.map(({ chain, namespace, name }) => [chain?.slot, `${namespace}/${name}`]));
  return (model) => (model === undefined ? text.program : (names.get(model) ?? text.model(model)));
}

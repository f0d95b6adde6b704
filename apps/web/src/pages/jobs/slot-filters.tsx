import { Select } from "../../design/field.tsx";
import { useRoute } from "../../hub/use-route.ts";
import { useText } from "../../i18n/use-text.ts";
import type { JobFilters } from "./job-filters.ts";
import { jobsText } from "./text.ts";

const MOST = 200;

/** Which model and which provider, by their names; the address has their slots on the chain. */
export function SlotFilters({
  model,
  provider,
  onChange,
}: Pick<JobFilters, "model" | "provider"> & {
  onChange: (change: Partial<JobFilters>) => void;
}) {
  const text = useText(jobsText);
  const models = useRoute("listModels", { query: { limit: MOST } });
  const providers = useRoute("listProviders", { query: { limit: MOST } });
  const modelOptions = (models.data?.items ?? []).flatMap(({ chain, namespace, name }) =>
    chain ? [{ value: String(chain.slot), label: `${shortened(namespace)}/${name}` }] : [],
  );
  const providerOptions = (providers.data?.items ?? []).map(({ slot, identity }) => ({
    value: String(slot),
    label: `${slot} · ${identity.slice(0, 8)}…`,
  }));
  const slotOf = (value: string) => (value === "" ? undefined : Number(value));
  return (
    <>
      <Select
        label={text.model}
        value={model ?? ""}
        options={[{ value: "", label: text.anyModel }, ...withSlot(modelOptions, model)]}
        onChange={(event) => onChange({ model: slotOf(event.target.value) })}
      />
      <Select
        label={text.provider}
        value={provider ?? ""}
        options={[{ value: "", label: text.anyProvider }, ...withSlot(providerOptions, provider)]}
        onChange={(event) => onChange({ provider: slotOf(event.target.value) })}
      />
    </>
  );
}

type Option = { value: string; label: string };

/** One that the address names stands in the list, also when it is beyond the first page. */
function withSlot(options: Option[], slot: number | undefined): Option[] {
  const value = String(slot);
  if (slot === undefined || options.some((option) => option.value === value)) return options;
  return [{ value, label: value }, ...options];
}

/** Namespaces may be whole identities. */
function shortened(namespace: string): string {
  return namespace.length > 20 ? `${namespace.slice(0, 8)}…` : namespace;
}

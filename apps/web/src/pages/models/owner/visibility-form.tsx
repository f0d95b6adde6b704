import { MODEL_VISIBILITIES, type ModelRepositoryDocument } from "@qubix/protocol";
import { type FormEvent, useState } from "react";
import { Button } from "../../../design/button.tsx";
import { Select } from "../../../design/field.tsx";
import { Problem } from "../../../hub/problem.tsx";
import { useText } from "../../../i18n/use-text.ts";
import { modelsText } from "../text.ts";
import { useChange } from "./use-change.ts";

/** Who sees a model, and who may read its files. */
export function VisibilityForm({ repository }: { repository: ModelRepositoryDocument }) {
  const { manage: text, visibility: names } = useText(modelsText);
  const { namespace, name } = repository;
  const [visibility, setVisibility] = useState(repository.visibility);
  const [gating, setGating] = useState(repository.gating);
  const save = useChange((hub) =>
    hub.call("putModelRepository", {
      params: { namespace, name },
      body: { visibility, ...(visibility === "gated" && { gating }) },
    }),
  );
  const isSame = visibility === repository.visibility && gating === repository.gating;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form onSubmit={submit} className="flex max-w-md flex-col gap-3">
      <Select
        label={text.visibility}
        labelHidden
        hint={text.visibilityHint[visibility]}
        value={visibility}
        onChange={(event) => setVisibility(event.target.value as typeof visibility)}
        options={MODEL_VISIBILITIES.map((value) => ({ value, label: names[value] }))}
      />
      {visibility === "gated" && (
        <Select
          label={text.gating}
          value={gating}
          onChange={(event) => setGating(event.target.value as typeof gating)}
          options={(["manual", "auto"] as const).map((value) => ({ value, label: text.gatings[value] }))}
        />
      )}
      {save.error && <Problem error={save.error} />}
      <Button type="submit" className="self-start" busy={save.isPending} disabled={isSame}>
        {text.save}
      </Button>
    </form>
  );
}

import type { ModelVersionDocument } from "@qubix/protocol";
import { Play } from "lucide-react";
import { ButtonLink } from "../../../design/button.tsx";
import { useRoute } from "../../../hub/use-route.ts";
import { useText } from "../../../i18n/use-text.ts";
import { modelsText } from "../text.ts";

/** The way to a job with this model; only where its newest version can be run. */
export function TryIt({ version: { namespace, name, id } }: { version: ModelVersionDocument }) {
  const { model: text } = useText(modelsText);
  const { data } = useRoute("getModel", { params: { namespace, name } });
  if (data?.version !== id || !data.chain?.active) return null;
  return (
    <ButtonLink kind="primary" to={`/run/model/${namespace}/${name}`}>
      <Play aria-hidden className="size-4" />
      {text.tryIt}
    </ButtonLink>
  );
}

import { Empty } from "../../design/empty.tsx";
import { More } from "../../design/more.tsx";
import { LoadedList } from "../../hub/loaded.tsx";
import { usePages } from "../../hub/use-pages.ts";
import { useText } from "../../i18n/use-text.ts";
import { ModelList } from "../models/browse/model-list.tsx";
import { explorerText } from "./text.ts";

/** Models that an identity has published on this hub. */
export function IdentityModels({ identity }: { identity: string }) {
  const { identity: text } = useText(explorerText);
  const pages = usePages("listModels", { query: { publisher: identity, limit: 20 } });
  return (
    <>
      <LoadedList pages={pages} empty={<Empty title={text.noModels}>{text.noModelsHint}</Empty>}>
        {(models) => <ModelList models={models} />}
      </LoadedList>
      <More pages={pages} />
    </>
  );
}

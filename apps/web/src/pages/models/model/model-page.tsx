import { useParams, useSearchParams } from "react-router";
import { Empty } from "../../../design/empty.tsx";
import { Page } from "../../../design/page.tsx";
import { Loaded } from "../../../hub/loaded.tsx";
import { useRoute } from "../../../hub/use-route.ts";
import { useText } from "../../../i18n/use-text.ts";
import { modelsText } from "../text.ts";
import { AskForAccess } from "./ask-for-access.tsx";
import { ModelVersion } from "./model-version.tsx";
import { TryIt } from "./try-it.tsx";

/** `/models/:namespace/:name`, with `?version=` any version of it. */
export function ModelPage() {
  const { model: text } = useText(modelsText);
  const { namespace = "", name = "" } = useParams();
  const [params] = useSearchParams();
  const revision = params.get("version") ?? "latest";
  const repository = useRoute("getModelRepository", { params: { namespace, name } });
  const isEmpty = repository.data?.versions === 0;
  const version = useRoute(
    "getModelVersion",
    { params: { namespace, name, revision } },
    { enabled: repository.data !== undefined && !isEmpty },
  );
  return (
    <Page title={`${namespace}/${name}`} actions={version.data && <TryIt version={version.data} />}>
      <Loaded read={repository}>
        {(found) => (
          <>
            {found.visibility === "gated" && <AskForAccess repository={found} />}
            {isEmpty ? (
              <Empty title={text.empty}>{text.emptyHint}</Empty>
            ) : (
              <Loaded read={version}>{(one) => <ModelVersion repository={found} version={one} />}</Loaded>
            )}
          </>
        )}
      </Loaded>
    </Page>
  );
}

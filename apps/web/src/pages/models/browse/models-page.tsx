import { useSearchParams } from "react-router";
import { Button, ButtonLink } from "../../../design/button.tsx";
import { Empty } from "../../../design/empty.tsx";
import { More } from "../../../design/more.tsx";
import { Page } from "../../../design/page.tsx";
import { LoadedList } from "../../../hub/loaded.tsx";
import { usePages } from "../../../hub/use-pages.ts";
import { useText } from "../../../i18n/use-text.ts";
import { modelsText } from "../text.ts";
import { FilterBar } from "./filter-bar.tsx";
import { isFiltered, type ModelFilters, modelQuery, readModelFilters, writeModelFilters } from "./model-filters.ts";
import { ModelList } from "./model-list.tsx";

/** `/models`: what can be run, by what it does, what it may be used for, and who uses it. */
export function ModelsPage() {
  const { title, publish, browse } = useText(modelsText);
  const [params, setParams] = useSearchParams();
  const filters = readModelFilters(params);
  const change = (changes: Partial<ModelFilters>) =>
    setParams(writeModelFilters({ ...filters, ...changes }), { replace: true });
  const pages = usePages("listModels", { query: { ...modelQuery(filters), limit: 24 } }, { refresh: "jobs" });
  const publishLink = (
    <ButtonLink to="/models/publish" kind="primary">
      {publish}
    </ButtonLink>
  );
  const empty = isFiltered(filters) ? (
    <Empty title={browse.noMatch} actions={<Button onClick={() => setParams({})}>{browse.clear}</Button>}>
      {browse.noMatchHint}
    </Empty>
  ) : (
    <Empty title={browse.none}>{browse.noneHint}</Empty>
  );
  return (
    <Page title={title} actions={publishLink}>
      <FilterBar filters={filters} onChange={change} />
      <LoadedList pages={pages} empty={empty}>
        {(items) => <ModelList models={items} />}
      </LoadedList>
      <More pages={pages} />
    </Page>
  );
}

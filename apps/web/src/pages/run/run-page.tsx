import { useEffect, useState } from "react";
import { useParams, useSearchParams } from "react-router";
import { Page } from "../../design/page.tsx";
import { Loaded } from "../../hub/loaded.tsx";
import { Problem } from "../../hub/problem.tsx";
import { useRoute } from "../../hub/use-route.ts";
import { useText } from "../../i18n/use-text.ts";
import { type Draft, EMPTY_DRAFT } from "./draft.ts";
import { draftOfJob } from "./draft-of-job.ts";
import { RunForm } from "./run-form.tsx";
import { runText } from "./text.ts";

/** From what is to be run to a job: blank, with a model that the address names, or as a job that was run before. */
export function RunPage() {
  const text = useText(runText);
  const { namespace, name } = useParams();
  const [query] = useSearchParams();
  const again = query.get("again");
  const model = namespace !== undefined && name !== undefined ? `${namespace}/${name}` : "";
  return (
    <Page title={text.title}>
      {again === null ? (
        <RunForm key={model} initial={{ ...EMPTY_DRAFT, model }} />
      ) : (
        <RunAgain key={again} jobKey={again} />
      )}
    </Page>
  );
}

function RunAgain({ jobKey }: { jobKey: string }) {
  const text = useText(runText);
  const job = useRoute("getJob", { params: { key: jobKey } });
  // The form stays as it is while the job is read anew.
  const [draft, setDraft] = useState<Draft>();
  const [problem, setProblem] = useState<unknown>();
  useEffect(() => {
    if (!job.data) return;
    try {
      const read = draftOfJob(job.data);
      setDraft((before) => before ?? read);
    } catch (error) {
      setProblem(error);
    }
  }, [job.data]);
  if (problem) return <Problem error={problem} />;
  if (!draft) return <Loaded read={{ ...job, data: undefined }}>{() => null}</Loaded>;
  return (
    <>
      <p className="text-sm text-muted">{text.again(jobKey.slice(0, 8))}</p>
      <RunForm initial={draft} />
    </>
  );
}

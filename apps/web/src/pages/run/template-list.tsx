import { useState } from "react";
import { Problem } from "../../hub/problem.tsx";
import { useRoute } from "../../hub/use-route.ts";
import { useText } from "../../i18n/use-text.ts";
import { imageLayoutOf } from "../../tensor/image-layout.ts";
import { type Draft, EMPTY_DRAFT } from "./draft.ts";
import { shortModelName } from "./model-name.ts";
import { draftOfTemplate, TEMPLATES, type TemplateName } from "./templates.ts";
import { runText } from "./text.ts";

/** What one can begin with: a model for pictures where the hub has one, programs, or a spec. */
export function TemplateList({ onDraft }: { onDraft: (draft: Draft) => void }) {
  const text = useText(runText);
  const [problem, setProblem] = useState<unknown>();
  const models = useRoute("listModels", { query: { limit: 50, sort: "runs" } });
  const forPictures = models.data?.items.find(
    ({ chain, manifest }) => chain?.active && manifest.inputs.length === 1 && imageLayoutOf(manifest.inputs[0]!),
  );
  const begin = (name: TemplateName) => {
    setProblem(undefined);
    draftOfTemplate(name).then(onDraft, setProblem);
  };
  return (
    <section aria-label={text.templates} className="flex flex-col gap-2">
      <h2 className="text-sm font-medium text-muted">{text.templates}</h2>
      <ul className="-mx-4 flex gap-2 overflow-x-auto px-4 pb-1 sm:mx-0 sm:grid sm:grid-cols-2 sm:px-0 lg:grid-cols-5">
        {forPictures && (
          <Template
            title={text.template.picture.title}
            about={text.template.picture.about(shortModelName(forPictures.namespace, forPictures.name))}
            onBegin={() => onDraft({ ...EMPTY_DRAFT, model: `${forPictures.namespace}/${forPictures.name}` })}
          />
        )}
        {TEMPLATES.map((name) => (
          <Template key={name} {...text.template[name]} onBegin={() => begin(name)} />
        ))}
      </ul>
      {problem !== undefined && <Problem error={problem} />}
    </section>
  );
}

function Template({ title, about, onBegin }: { title: string; about: string; onBegin: () => void }) {
  return (
    <li className="w-48 shrink-0 sm:w-auto">
      <button
        type="button"
        onClick={onBegin}
        className="flex h-full w-full flex-col rounded-card border bg-surface p-3 text-left hover:bg-sunken"
      >
        <span className="block font-medium">{title}</span>
        <span className="block text-sm text-muted">{about}</span>
      </button>
    </li>
  );
}

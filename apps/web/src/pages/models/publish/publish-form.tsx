import { namespaceOf } from "@qubix/protocol";
import { type FormEvent, useState } from "react";
import { Button } from "../../../design/button.tsx";
import { Notice } from "../../../design/notice.tsx";
import { parseAmount } from "../../../i18n/amount-text.ts";
import { useText } from "../../../i18n/use-text.ts";
import type { Account } from "../../../wallet/wallet-provider.tsx";
import { AboutFields } from "./about-fields.tsx";
import { FilesFields } from "./files-fields.tsx";
import { type FormField, manifestOf } from "./manifest-draft.ts";
import { NameFields } from "./name-fields.tsx";
import { PortFields } from "./port-fields.tsx";
import { emptyDraft, type PublishDraft } from "./publish-draft.ts";
import { Publishing } from "./publishing.tsx";
import { TermsFields } from "./terms-fields.tsx";
import { publishText } from "./text.ts";
import { usePublishing } from "./use-publishing.ts";

/** What each part of the form is given. */
export interface PartProps {
  draft: PublishDraft;
  onChange: (changes: Partial<PublishDraft>) => void;
  /** What is wrong, by field; only once somebody has tried to publish. */
  faults: Partial<Record<FormField | "royalty", string>>;
}

/** All of a model's first or next version, and its way to hub and chain. */
export function PublishForm({ account }: { account: Account }) {
  const text = useText(publishText);
  const [draft, setDraft] = useState(() => emptyDraft(namespaceOf(account.identity)));
  const [tried, setTried] = useState(false);
  const publishing = usePublishing(account);
  const made = manifestOf(draft, draft.files);
  const royalty = parseAmount(draft.royalty);
  const faults = {
    ...("faults" in made && made.faults),
    ...(royalty === undefined && { royalty: text.terms.royaltyWrong }),
  };
  const isFit = draft.files.every(({ model }) => !model || model.refusals.length === 0);
  const ready = "manifest" in made && royalty !== undefined && isFit;
  const publish = () => {
    setTried(true);
    if (ready) publishing.start({ draft, manifest: made.manifest, royalty });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    publish();
  };
  if (publishing.step !== undefined) {
    const again = () => {
      publishing.reset();
      setDraft(emptyDraft(draft.namespace));
      setTried(false);
    };
    return <Publishing publishing={publishing} onRetry={publish} onBack={publishing.reset} onAnother={again} />;
  }
  const part: PartProps = {
    draft,
    onChange: (changes) => setDraft((before) => ({ ...before, ...changes })),
    faults: tried ? faults : {},
  };
  return (
    <form onSubmit={submit} noValidate className="flex max-w-3xl flex-col gap-4 sm:gap-6">
      <FilesFields {...part} setDraft={setDraft} />
      <PortFields {...part} which="inputs" />
      <PortFields {...part} which="outputs" />
      <NameFields {...part} account={account} />
      <AboutFields {...part} />
      <TermsFields {...part} />
      {tried && !ready && <Notice tone="bad" title={text.fix} />}
      <Button type="submit" kind="primary" className="self-start">
        {text.go}
      </Button>
    </form>
  );
}

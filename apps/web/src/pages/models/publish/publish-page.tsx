import { Page } from "../../../design/page.tsx";
import { useText } from "../../../i18n/use-text.ts";
import { NeedsSession } from "../../../wallet/needs-account.tsx";
import { PublishForm } from "./publish-form.tsx";
import { publishText } from "./text.ts";

/** `/models/publish`: from a file to a model that people pay for. */
export function PublishPage() {
  const text = useText(publishText);
  return (
    <Page title={text.title}>
      <NeedsSession>{(account) => <PublishForm key={account.identity} account={account} />}</NeedsSession>
    </Page>
  );
}

import { ButtonLink } from "../../design/button.tsx";
import { Empty } from "../../design/empty.tsx";
import { Page } from "../../design/page.tsx";
import { useText } from "../../i18n/use-text.ts";
import { notFoundText } from "./text.ts";

/** There is no page at this address. */
export function NotFoundPage() {
  const text = useText(notFoundText);
  return (
    <Page title={text.title}>
      <Empty title={text.explanation} actions={<ButtonLink to="/">{text.home}</ButtonLink>} />
    </Page>
  );
}

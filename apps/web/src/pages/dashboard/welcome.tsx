import { useState } from "react";
import { Button, ButtonLink } from "../../design/button.tsx";
import { Card } from "../../design/card.tsx";
import { useText } from "../../i18n/use-text.ts";
import { dashboardText } from "./text.ts";

const KEY = "qubix.welcomed";

/** What this is and what one could do first; until somebody has had enough of it. */
export function Welcome() {
  const { welcome } = useText(dashboardText);
  const [shown, setShown] = useState(() => localStorage.getItem(KEY) === null);
  if (!shown) return null;
  const dismiss = () => {
    localStorage.setItem(KEY, "1");
    setShown(false);
  };
  return (
    <Card
      title={welcome.title}
      actions={
        <Button small kind="quiet" onClick={dismiss}>
          {welcome.dismiss}
        </Button>
      }
    >
      <div className="max-w-prose space-y-2">
        <p>{welcome.what}</p>
        <p className="text-muted">{welcome.how}</p>
      </div>
      <div className="mt-4 flex flex-wrap gap-2">
        <ButtonLink kind="primary" to="/wallet">
          {welcome.wallet}
        </ButtonLink>
        <ButtonLink to="/models">{welcome.run}</ButtonLink>
        <ButtonLink to="/provider">{welcome.provider}</ButtonLink>
      </div>
    </Card>
  );
}

import { Card } from "../../design/card.tsx";
import { CopyText } from "../../design/copy-text.tsx";
import { useText } from "../../i18n/use-text.ts";
import type { Account } from "../../wallet/wallet-provider.tsx";
import { RegisterForm } from "./register-form.tsx";
import { providerText } from "./text.ts";

/** For who is no provider yet: what it means, the one command, and the form. */
export function BecomeProvider({ account }: { account: Account }) {
  const text = useText(providerText);
  const join = `provider join --hub ${location.origin} --payout ${account.identity}`;
  return (
    <>
      <Card title={text.become}>
        <p className="max-w-prose text-muted">{text.becomeWhy}</p>
      </Card>
      <Card title={text.oneCommand}>
        <p className="mb-3 max-w-prose text-sm text-muted">{text.oneCommandWhy}</p>
        <CopyText value={`qubix ${join}`} what={text.command} />
        <p className="mt-4 mb-2 text-sm text-muted">{text.fromRepository}</p>
        <CopyText value={`npm run qubix -- ${join}`} what={text.command} />
      </Card>
      <Card title={text.registerHere}>
        <RegisterForm account={account} />
      </Card>
    </>
  );
}

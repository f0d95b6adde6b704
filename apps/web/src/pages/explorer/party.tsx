import { Link } from "react-router";
import { Identity } from "../../design/identity.tsx";
import { useText } from "../../i18n/use-text.ts";
import { useContractIdentity } from "./contract-identity.ts";
import { explorerText } from "./text.ts";

/** One end of a transaction: the contract by its name, anybody else by their letters. */
export function Party({ identity }: { identity: string }) {
  const { transaction: text } = useText(explorerText);
  if (identity !== useContractIdentity()) return <Identity identity={identity} />;
  return (
    <Link to={`/explorer/identities/${identity}`} className="text-accent underline underline-offset-2">
      {text.contract}
    </Link>
  );
}

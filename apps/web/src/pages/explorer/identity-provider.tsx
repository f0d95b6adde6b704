import { Amount } from "../../design/amount.tsx";
import { Badge } from "../../design/badge.tsx";
import { Card } from "../../design/card.tsx";
import { Stat, Stats } from "../../design/stat.tsx";
import { useRoute } from "../../hub/use-route.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { useText } from "../../i18n/use-text.ts";
import { explorerText } from "./text.ts";

/** What an identity offers as a provider; nothing for everybody else. */
export function IdentityProvider({ identity }: { identity: string }) {
  const { identity: text } = useText(explorerText);
  const { number } = useFormat();
  const { data } = useRoute("getProvider", { params: { identity } });
  if (data === undefined) return null;
  const { slot, stake, score, machines, paused } = data;
  return (
    <Card title={text.provider} actions={paused && <Badge tone="warn">{text.paused}</Badge>}>
      <Stats>
        <Stat label={text.slot} value={number(slot)} />
        <Stat label={text.stake} value={<Amount value={stake} />} />
        <Stat label={text.score} value={text.ofScore(number(score))} />
        <Stat label={text.machines} value={number(machines.length)} />
      </Stats>
    </Card>
  );
}

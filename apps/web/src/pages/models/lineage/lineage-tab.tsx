import type { LineageDocument, ModelVersionDocument } from "@qubix/protocol";
import { Link } from "react-router";
import { Empty } from "../../../design/empty.tsx";
import { Loaded } from "../../../hub/loaded.tsx";
import { useRoute } from "../../../hub/use-route.ts";
import { useFormat } from "../../../i18n/use-format.ts";
import { useText } from "../../../i18n/use-text.ts";
import { cardTarget } from "../card/card-target.ts";
import { modelPath } from "../model/model-name.ts";
import { modelsText } from "../text.ts";

type Kin = LineageDocument["ancestors"][number];
const LOOK = "text-accent underline underline-offset-2 break-all";

/** What a version was made from, and what was made from it. */
export function LineageTab({ version: { namespace, name, id } }: { version: ModelVersionDocument }) {
  const { lineage: text } = useText(modelsText);
  const read = useRoute("getModelLineage", { params: { namespace, name }, query: { revision: id } });
  return (
    <Loaded read={read}>
      {({ ancestors, descendants, elsewhere }) =>
        ancestors.length + descendants.length + elsewhere.length === 0 ? (
          <Empty title={text.none}>{text.noneHint}</Empty>
        ) : (
          <div className="flex flex-col gap-4">
            <Kinship title={text.ancestors} kin={ancestors} />
            <Elsewhere addresses={elsewhere} />
            <Kinship title={text.descendants} kin={descendants} />
          </div>
        )
      }
    </Loaded>
  );
}

function Kinship({ title, kin }: { title: string; kin: readonly Kin[] }) {
  const { lineage: text } = useText(modelsText);
  const { number } = useFormat();
  if (kin.length === 0) return null;
  return (
    <section>
      <h3 className="mb-1 font-medium">{title}</h3>
      <ul className="divide-y">
        {kin.map((one) => (
          <li key={one.version} className="flex flex-wrap justify-between gap-x-4 py-2">
            <Link to={`${modelPath(one)}?version=${one.number}`} className={LOOK}>
              {one.namespace}/{one.name}
            </Link>
            <span className="text-sm text-muted">{text.version(number(one.number))}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Addresses that a card names: a stranger's text, which is a link only if it is one out of here. */
function Elsewhere({ addresses }: { addresses: readonly string[] }) {
  const { lineage: text, card } = useText(modelsText);
  if (addresses.length === 0) return null;
  return (
    <section>
      <h3 className="mb-1 font-medium">{text.elsewhere}</h3>
      <ul className="divide-y">
        {addresses.map((address) => {
          const target = cardTarget(address, []);
          return (
            <li key={address} className="py-2 break-all">
              {target?.kind === "outside" ? (
                <a
                  href={target.url}
                  target="_blank"
                  rel="noopener noreferrer nofollow ugc"
                  title={card.outside}
                  className={LOOK}
                >
                  {address}
                </a>
              ) : (
                address
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

import { Empty } from "../../../design/empty.tsx";
import { Notice } from "../../../design/notice.tsx";
import { Loaded } from "../../../hub/loaded.tsx";
import { problemText } from "../../../hub/problem-text.ts";
import { useText } from "../../../i18n/use-text.ts";
import { modelsText } from "../text.ts";
import type { CardFile } from "./card-target.ts";
import { CardText } from "./card-text.tsx";
import { useCard } from "./use-card.ts";

/** What the owner says about a version. */
export function CardTab({ files }: { files: readonly CardFile[] }) {
  const { card } = useText(modelsText);
  const read = useCard(files);
  if (read.error && problemText(read.error).code === "BLOB_NOT_FOUND") return <Notice title={card.unreadable} />;
  return (
    <Loaded read={read}>
      {(text) =>
        text === null ? <Empty title={card.none}>{card.noneHint}</Empty> : <CardText text={text} files={files} />
      }
    </Loaded>
  );
}

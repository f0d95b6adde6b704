import { lazy, Suspense } from "react";
import { Notice } from "../../../design/notice.tsx";
import { Skeleton } from "../../../design/skeleton.tsx";
import { useText } from "../../../i18n/use-text.ts";
import { modelsText } from "../text.ts";
import { CardBoundary } from "./card-boundary.tsx";
import type { CardFile } from "./card-target.ts";
import { cardBody, isTame, SHOWN_CHARACTERS } from "./is-tame.ts";

const Markdown = lazy(() => import("./markdown.tsx").then((module) => ({ default: module.Markdown })));

/** The text of a card, drawn where that is safe and shown as it is where it isn't. */
export function CardText({ text, files }: { text: string; files: readonly CardFile[] }) {
  const { card } = useText(modelsText);
  const body = cardBody(text);
  const shown = body.slice(0, SHOWN_CHARACTERS);
  const plain = (
    <>
      <Notice tone="warn" title={card.tooWild} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <pre tabIndex={0} className="mt-3 max-h-128 overflow-auto font-mono text-sm break-all whitespace-pre-wrap">
        {shown.slice(0, 20_000)}
      </pre>
    </>
  );
  return (
    <>
      {isTame(shown) ? (
        <CardBoundary key={text} instead={plain}>
          <Suspense fallback={<Skeleton lines={6} />}>
            <Markdown text={shown} files={files} />
          </Suspense>
        </CardBoundary>
      ) : (
        plain
      )}
      {shown.length < body.length && <p className="mt-3 text-sm text-muted">{card.cut}</p>}
    </>
  );
}

import { useText } from "../i18n/use-text.ts";
import { Button } from "./button.tsx";
import { designText } from "./text.ts";

/** Below a list by cursor: brings its next page while there is one. */
export function More({
  pages,
}: {
  pages: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };
}) {
  const text = useText(designText);
  if (!pages.hasNextPage) return null;
  return (
    <div className="mt-4 flex justify-center">
      <Button busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
        {text.more}
      </Button>
    </div>
  );
}

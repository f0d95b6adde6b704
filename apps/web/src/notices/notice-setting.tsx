import { useState, useSyncExternalStore } from "react";
import { Card } from "../design/card.tsx";
import { Checkbox } from "../design/field.tsx";
import { Notice } from "../design/notice.tsx";
import { useText } from "../i18n/use-text.ts";
import { chooseNotices, noticesOn, watchNotices } from "./notice-choice.ts";
import { noticesText } from "./text.ts";

/** Whether to be told when a job of one's own ends. */
export function NoticeSetting() {
  const text = useText(noticesText);
  const on = useSyncExternalStore(watchNotices, noticesOn);
  const [refused, setRefused] = useState(false);
  return (
    <Card title={text.heading}>
      <Checkbox
        label={text.choice}
        hint={text.choiceWhy}
        checked={on}
        onChange={(event) => void chooseNotices(event.target.checked).then((allowed) => setRefused(!allowed))}
      />
      {refused && <Notice tone="warn">{text.refused}</Notice>}
    </Card>
  );
}

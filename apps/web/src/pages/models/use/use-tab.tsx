import type { ModelManifest, ModelVersionDocument, TensorSchema } from "@qubix/protocol";
import { CopyText } from "../../../design/copy-text.tsx";
import { Empty } from "../../../design/empty.tsx";
import { Table } from "../../../design/table.tsx";
import { Tabs } from "../../../design/tabs.tsx";
import { useHub } from "../../../hub/hub-provider.tsx";
import { Loaded } from "../../../hub/loaded.tsx";
import { useText } from "../../../i18n/use-text.ts";
import { useManifest } from "../model/use-manifest.ts";
import { snippetsOf } from "../snippets.ts";
import { tensorText } from "../tensor-text.ts";
import { modelsText } from "../text.ts";

/** What a version takes and gives, and how one uses it from elsewhere. */
export function UseTab({ version }: { version: ModelVersionDocument }) {
  const { use: text } = useText(modelsText);
  const manifest = useManifest(version.digest);
  if (version.digest === undefined) return <Empty title={text.none} />;
  return (
    <Loaded read={manifest}>
      {(one) => (
        <div className="flex flex-col gap-6">
          <Ports title={text.inputs} ports={one.inputs} />
          <Ports title={text.outputs} ports={one.outputs} />
          <Elsewhere manifest={one} />
        </div>
      )}
    </Loaded>
  );
}

function Ports({ title, ports }: { title: string; ports: readonly TensorSchema[] }) {
  const { use: text } = useText(modelsText);
  const isFree = ports.some(({ shape }) => shape.some((size) => typeof size === "string"));
  return (
    <section>
      <h3 className="mb-1 font-medium">{title}</h3>
      <Table
        caption={title}
        rows={ports}
        rowKey={({ name }) => name}
        columns={[
          { key: "name", title: text.name, cell: ({ name }) => <span className="font-mono">{name}</span> },
          { key: "type", title: text.type, cell: (port) => <span className="font-mono">{tensorText(port)}</span> },
          { key: "about", title: text.about, cell: ({ description }) => description || "–" },
        ]}
      />
      {isFree && <p className="mt-1 text-sm text-muted">{text.shape}</p>}
    </section>
  );
}

function Elsewhere({ manifest }: { manifest: ModelManifest }) {
  const { use: text, noun } = useText(modelsText);
  const { cli, python, curl } = snippetsOf(manifest, useHub().url);
  const tab = (value: string, label: string, code: string) => ({
    value,
    label,
    content: <CopyText value={code} what={noun.command} />,
  });
  return (
    <section>
      <h3 className="mb-1 font-medium">{text.elsewhere}</h3>
      <Tabs
        label={text.elsewhere}
        tabs={[tab("cli", text.cli, cli), tab("python", text.python, python), tab("curl", text.curl, curl)]}
      />
    </section>
  );
}

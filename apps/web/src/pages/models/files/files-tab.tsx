import { type ModelRepositoryDocument, type ModelVersionDocument, sha256OfBlob } from "@qubix/protocol";
import { CopyText } from "../../../design/copy-text.tsx";
import { ShortId } from "../../../design/identity.tsx";
import { Table } from "../../../design/table.tsx";
import { useFormat } from "../../../i18n/use-format.ts";
import { useText } from "../../../i18n/use-text.ts";
import { modelsText } from "../text.ts";
import { DownloadFile } from "./download-file.tsx";

/** The files of a version under their digests. */
export function FilesTab({
  version,
  repository,
}: {
  version: ModelVersionDocument;
  repository: ModelRepositoryDocument;
}) {
  const { files: text, noun } = useText(modelsText);
  const { bytes } = useFormat();
  const { namespace, name, number } = version;
  return (
    <div className="flex flex-col gap-4">
      <Table
        caption={text.caption}
        rows={version.files}
        rowKey={({ path }) => path}
        columns={[
          { key: "path", title: text.path, cell: ({ path }) => <span className="font-mono break-all">{path}</span> },
          { key: "size", title: text.size, numeric: true, cell: ({ size }) => bytes(size) },
          {
            key: "digest",
            title: text.digest,
            cell: ({ digest }) => <ShortId value={sha256OfBlob(digest)} what={noun.digest} />,
          },
          {
            key: "download",
            title: text.download,
            numeric: true,
            cell: (file) => <DownloadFile file={file} isPublic={repository.visibility === "public"} />,
          },
        ]}
      />
      <div>
        <p className="mb-1 text-sm text-muted">{text.all}</p>
        <CopyText value={`qubix model pull ${namespace}/${name}@${number} --to ${name}`} what={noun.command} />
      </div>
    </div>
  );
}

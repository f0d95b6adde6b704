import { sha256OfBlob } from "@qubix/protocol";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useHub } from "../../../hub/hub-provider.tsx";
import { useText } from "../../../i18n/use-text.ts";
import { modelsText } from "../text.ts";
import type { CardFile } from "./card-target.ts";
import { rasterType } from "./raster-type.ts";

const MAX_BYTES = 4 * 1024 * 1024;

/** A picture of a card: one of the model's own files, checked against its digest. All others are told, never loaded. */
export function CardImage({ file, alt }: { file: CardFile | undefined; alt: string }) {
  const { card } = useText(modelsText);
  const name = alt === "" ? card.unnamed : alt;
  if (file === undefined || file.size > MAX_BYTES) return <Told>{card.imageOutside(name)}</Told>;
  return <OwnImage file={file} alt={name} />;
}

function OwnImage({ file, alt }: { file: CardFile; alt: string }) {
  const { card } = useText(modelsText);
  const hub = useHub();
  const { data } = useQuery({
    queryKey: ["cardImage", sha256OfBlob(file.digest)],
    queryFn: () => hub.readBlob(file.digest, MAX_BYTES),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    const type = data && rasterType(data);
    if (data === undefined || type === undefined) return;
    const made = URL.createObjectURL(new Blob([data as Uint8Array<ArrayBuffer>], { type }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [data]);
  if (url === undefined) return <Told>{card.image(alt)}</Told>;
  return <img src={url} alt={alt} className="max-h-128 max-w-full rounded-control" />;
}

const Told = ({ children }: { children: string }) => (
  <span className="rounded-control bg-sunken px-2 py-1 text-sm text-muted">{children}</span>
);

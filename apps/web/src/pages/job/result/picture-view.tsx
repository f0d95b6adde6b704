import { useEffect, useState } from "react";

/** A picture of a result. It is an image to the browser whatever is in it: nothing of it can run. */
export function PictureView({ type, bytes, label }: { type: string; bytes: Uint8Array; label: string }) {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>], { type }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [bytes, type]);
  return url && <img src={url} alt={label} className="max-h-96 max-w-full rounded-control border border-edge" />;
}

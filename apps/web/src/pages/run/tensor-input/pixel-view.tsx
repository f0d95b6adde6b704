import { useEffect, useRef } from "react";
import type { Picture } from "../../../tensor/picture.ts";

/** A picture pixel by pixel, enlarged without blurring. */
export function PixelView({ picture, label }: { picture: Picture; label: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const { width, height, data } = picture;
    canvas.current
      ?.getContext("2d")
      ?.putImageData(new ImageData(data as Uint8ClampedArray<ArrayBuffer>, width, height), 0, 0);
  }, [picture]);
  return (
    <canvas
      ref={canvas}
      width={picture.width}
      height={picture.height}
      role="img"
      aria-label={label}
      className="max-h-40 min-h-24 rounded-control border border-edge [image-rendering:pixelated]"
    />
  );
}

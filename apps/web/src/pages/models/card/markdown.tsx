import type { ReactNode } from "react";
import ReactMarkdown, { type Components } from "react-markdown";
import remarkGfm from "remark-gfm";
import { useText } from "../../../i18n/use-text.ts";
import { modelsText } from "../text.ts";
import { CardImage } from "./card-image.tsx";
import { CARD_ID, type CardFile, cardFile, cardTarget, slugOf } from "./card-target.ts";

const PLUGINS = [remarkGfm];

/**
 * Markdown that a stranger has written. HTML in it is left out, links go nowhere but where `cardTarget` lets them, pictures
 * come from the model's own files, and no heading is above those of the page. It loads the parser, so it is only loaded lazily.
 */
export function Markdown({ text, files }: { text: string; files: readonly CardFile[] }) {
  return (
    <div className="min-w-0 space-y-3 [&_li>ul]:mt-1 [&_ol]:list-decimal [&_ol]:pl-6 [&_ul]:list-disc [&_ul]:pl-6">
      <ReactMarkdown remarkPlugins={PLUGINS} skipHtml urlTransform={asWritten} components={componentsFor(files)}>
        {text}
      </ReactMarkdown>
    </div>
  );
}

/** Addresses are judged where they are used, by what they are used for. */
const asWritten = (url: string) => url;

const heading =
  (Level: "h3" | "h4" | "h5" | "h6", look: string) =>
  ({ children }: { children?: ReactNode }) => (
    <Level id={CARD_ID + slugOf(plainText(children))} className={look}>
      {children}
    </Level>
  );

const LARGE = "pt-2 text-lg font-semibold";
const MIDDLE = "pt-2 font-semibold";
const SMALL = "pt-1 text-sm font-semibold";

function componentsFor(files: readonly CardFile[]): Components {
  return {
    h1: heading("h3", LARGE),
    h2: heading("h3", LARGE),
    h3: heading("h4", MIDDLE),
    h4: heading("h5", MIDDLE),
    h5: heading("h6", SMALL),
    h6: heading("h6", SMALL),
    a: ({ href, children }) => (
      <CardLink href={href ?? ""} files={files}>
        {children}
      </CardLink>
    ),
    img: ({ src, alt }) => {
      const address = typeof src === "string" ? src : "";
      return <CardImage file={cardFile(address, files)} alt={alt ?? ""} />;
    },
    pre: ({ children }) => (
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      <pre tabIndex={0} className="overflow-x-auto rounded-control bg-sunken p-3 font-mono text-sm">
        {children}
      </pre>
    ),
    code: ({ children }) => <code className="rounded-xs bg-sunken px-1 font-mono text-sm">{children}</code>,
    blockquote: ({ children }) => <blockquote className="border-l-4 pl-3 text-muted">{children}</blockquote>,
    table: ({ children }) => (
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      <div tabIndex={0} className="overflow-x-auto">
        <table className="border-collapse text-sm [overflow-wrap:normal] [&_td]:border [&_td]:px-2 [&_td]:py-1 [&_th]:border [&_th]:px-2 [&_th]:py-1">
          {children}
        </table>
      </div>
    ),
    // A box that can't be ticked is a picture of one.
    input: ({ checked }) => <span aria-hidden>{checked ? "☑ " : "☐ "}</span>,
  };
}

function CardLink({ href, files, children }: { href: string; files: readonly CardFile[]; children: ReactNode }) {
  const { card } = useText(modelsText);
  const target = cardTarget(href, files);
  const look = "text-accent underline underline-offset-2";
  switch (target?.kind) {
    case "outside":
      return (
        <a
          href={target.url}
          target="_blank"
          rel="noopener noreferrer nofollow ugc"
          title={card.outside}
          className={look}
        >
          {children}
        </a>
      );
    case "place":
      return (
        <a href={target.fragment} className={look}>
          {children}
        </a>
      );
    case "file":
      return <span className="font-mono text-sm">{children}</span>;
    default:
      return children;
  }
}

function plainText(node: ReactNode): string {
  if (typeof node === "string" || typeof node === "number") return String(node);
  if (Array.isArray(node)) return node.map(plainText).join("");
  if (typeof node === "object" && node !== null && "props" in node)
    return plainText((node.props as { children?: ReactNode }).children);
  return "";
}

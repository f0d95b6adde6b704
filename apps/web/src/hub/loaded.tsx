import type { ReactNode } from "react";
import { Skeleton } from "../design/skeleton.tsx";
import { Problem } from "./problem.tsx";

interface Read<T> {
  data: T | undefined;
  error: unknown;
  refetch: () => unknown;
}

/** What was read, or why it could not be, or that it is being read. Data that are here stay while newer ones fail. */
export function Loaded<T>({
  read,
  skeleton = <Skeleton />,
  children,
}: {
  read: Read<T>;
  skeleton?: ReactNode;
  children: (data: T) => ReactNode;
}) {
  if (read.data !== undefined) return children(read.data);
  return read.error ? <Problem error={read.error} onRetry={() => void read.refetch()} /> : skeleton;
}

/** The items of a list, as `usePages` gives them; `empty` where there are none. */
export function LoadedList<Item>({
  pages,
  empty,
  skeleton,
  children,
}: {
  pages: Omit<Read<unknown>, "data"> & { items: Item[] | undefined };
  empty: ReactNode;
  skeleton?: ReactNode;
  children: (items: Item[]) => ReactNode;
}) {
  return (
    <Loaded read={{ ...pages, data: pages.items }} skeleton={skeleton}>
      {(items) => (items.length === 0 ? empty : children(items))}
    </Loaded>
  );
}

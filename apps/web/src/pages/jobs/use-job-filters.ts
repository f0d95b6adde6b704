import { useCallback } from "react";
import { useSearchParams } from "react-router";
import { type JobFilters, readFilters, writeFilters } from "./job-filters.ts";

/** The filters that the address holds, and how to change some of them. */
export function useJobFilters(isSignedIn: boolean): [JobFilters, (change: Partial<JobFilters>) => void] {
  const [query, setQuery] = useSearchParams();
  const filters = readFilters(query, isSignedIn);
  const change = useCallback(
    (some: Partial<JobFilters>) =>
      setQuery((before) => writeFilters({ ...readFilters(before, isSignedIn), ...some }), { replace: true }),
    [setQuery, isSignedIn],
  );
  return [filters, change];
}

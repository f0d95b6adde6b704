import type { Api } from "../api/mount-route.ts";
import { mountCommits } from "./commit-routes.ts";
import { mountLargeFiles } from "./large-file-routes.ts";
import { mountReading } from "./read-routes.ts";
import { mountRefs } from "./ref-routes.ts";
import { mountRepos } from "./repo-routes.ts";

/**
 * The addresses that `huggingface_hub` and what is built on it ask for, so that those tools work with this hub as it is:
 * HF_ENDPOINT names the hub, HF_TOKEN is an API key. docs/models.md says what there is.
 */
export function mountHuggingFace(api: Api): void {
  mountRepos(api);
  mountReading(api);
  mountRefs(api);
  mountCommits(api);
  mountLargeFiles(api);
}

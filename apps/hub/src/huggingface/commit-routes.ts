import { ProtocolError, pathFault } from "@qubix/protocol";
import { MAX_CARD_BYTES, readCard } from "@qubix/protocol/card";
import { z } from "zod";
import type { Api } from "../api/mount-route.ts";
import { inTime } from "../api/read-body.ts";
import { modelFor } from "../auth/model-right.ts";
import { inOnePiece } from "../blobs/in-one-piece.ts";
import { checkContent } from "../models/check-content.ts";
import { NEWEST } from "../models/find-version.ts";
import { isLarge } from "../models/git-oid.ts";
import { Problem } from "../problem.ts";
import { mountHf } from "./hf-route.ts";
import { fullNameOf, revisionParams } from "./params.ts";
import { readCommit } from "./read-commit.ts";

const Preupload = z.looseObject({
  files: z
    .array(z.looseObject({ path: z.string().max(512), size: z.int().min(0), sample: z.string().max(4096).optional() }))
    .max(1_000),
});

/** Uploading: what is to come is looked at first, small files come within the commit, large ones before it. */
export function mountCommits(api: Api): void {
  const { context } = api;
  const { store, blobs, models, blocks } = context;
  const owner = { method: "post", signedIn: true, scope: "models:write", params: revisionParams } as const;
  const onNewest = (revision: string) => {
    if (!NEWEST.includes(revision))
      throw new Problem(
        "INVALID_REQUEST",
        `Versions are put on top of main; ${revision.slice(0, 64)} is moved by create_branch, or \`qubix model alias\`.`,
      );
  };

  mountHf(api, {
    ...{ name: "validateCard", method: "post", path: "/api/validate-yaml", scope: "jobs:read" },
    body: z.looseObject({ content: z.string().max(MAX_CARD_BYTES) }),
    async handle({ body }, response) {
      try {
        readCard(body.content);
        return { errors: [], warnings: [] };
      } catch (error) {
        if (!(error instanceof ProtocolError)) throw error;
        const issues = (error.details.issues as string[] | undefined) ?? [error.message];
        response.status(400);
        return { errors: issues.map((message) => ({ message })), warnings: [] };
      }
    },
  });

  mountHf(api, {
    ...{ ...owner, name: "preupload", path: "/api/models/:namespace/:name/preupload/:revision", body: Preupload },
    async handle({ caller, params, body }) {
      onNewest(params.revision);
      const { head } = await modelFor(context, caller, fullNameOf(params), "write");
      const version = head === null ? undefined : await store.catalog.versionById(fullNameOf(params), head);
      const known = new Map(version?.files.map((file) => [file.path, file]));
      const files = [];
      for (const { path, size, sample = "" } of body.files) {
        const fault = pathFault(path);
        if (fault !== undefined)
          throw new Problem("INVALID_PATH", `${JSON.stringify(path)} can't be a file here: ${fault}.`);
        // What is refused in the end is better refused before it is uploaded.
        const bytes = Buffer.from(sample, "base64");
        await checkContent(path, bytes.length, async (start, end) => bytes.subarray(start, end + 1));
        const before = known.get(path);
        const same = before !== undefined && isLarge(before.size) === isLarge(size);
        const oid = same ? (isLarge(size) ? before.digest : before.oid) : null;
        files.push({ path, uploadMode: isLarge(size) ? "lfs" : "regular", shouldIgnore: false, oid });
      }
      return { files };
    },
  });

  mountHf(api, {
    ...{ ...owner, name: "commit", path: "/api/models/:namespace/:name/commit/:revision" },
    async handle({ caller, params, raw, base }) {
      onNewest(params.revision);
      const fullName = fullNameOf(params);
      blocks.refuse("identity", caller!.identity);
      await modelFor(context, caller, fullName, "write");
      const { message, parent, changes } = await readCommit(
        inTime(raw, context.config.limits.upload),
        (digest, bytes) => blobs.put(caller!.identity, digest, bytes.length, inOnePiece(bytes)),
      );
      const { id } = await models.commit(caller!, fullName, { message, parent, changes });
      return { success: true, commitOid: id, commitUrl: `${base}/${fullName}/commit/${id}`, hookOutput: "" };
    },
  });

  for (const kind of ["read", "write"])
    mountHf(api, {
      ...{
        name: "xetToken",
        method: "get",
        scope: "jobs:read",
        path: `/api/models/:namespace/:name/xet-${kind}-token/:revision`,
      },
      async handle() {
        throw new Problem(
          "NOT_YET_AVAILABLE",
          "This hub does not speak Xet: set HF_HUB_DISABLE_XET=1 for files of more than 5 MiB.",
        );
      },
    });
}

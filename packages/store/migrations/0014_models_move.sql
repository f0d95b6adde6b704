-- Models published so far become versions of models with an owner. The id of such a version is the beginning of its
-- manifest's digest, and so is git's name of such a file: neither could be computed here, and both only have to differ.
INSERT INTO "model_versions" ("id", "full_name", "number", "parent", "digest", "message", "author", "files", "size", "card", "summary", "created_at")
SELECT substr(m."digest", 8, 40), m."namespace" || '/' || m."name",
	row_number() OVER w,
	substr(lag(m."digest") OVER w, 8, 40),
	m."digest", 'Published', m."publisher",
	(SELECT jsonb_agg(jsonb_build_object('path', f ->> 'path', 'digest', substr(f ->> 'digest', 8), 'size', (f ->> 'size')::bigint, 'oid', substr(f ->> 'digest', 8, 40)))
		FROM jsonb_array_elements(m."manifest" -> 'files') f)
	|| coalesce((SELECT jsonb_build_array(jsonb_build_object('path', 'qubix.json', 'digest', substr(m."digest", 8), 'size', b."size", 'oid', substr(m."digest", 8, 40)))
		FROM "blobs" b WHERE b."digest" = decode(substr(m."digest", 8), 'hex')), '[]'::jsonb),
	m."size",
	jsonb_build_object('license', m."manifest" -> 'license', 'tags', coalesce(m."manifest" -> 'tags', '[]'::jsonb)),
	left(m."manifest" ->> 'description', 300), m."created_at"
FROM "models" m
WINDOW w AS (PARTITION BY m."namespace", m."name" ORDER BY m."created_at", m."digest" DESC);--> statement-breakpoint
INSERT INTO "model_repositories" ("full_name", "namespace", "name", "owner", "visibility", "gating", "head", "versions", "license", "tags", "words", "created_at", "updated_at")
SELECT DISTINCT ON (v."full_name") v."full_name", split_part(v."full_name", '/', 1), split_part(v."full_name", '/', 2),
	n."publisher", 'public', 'manual', v."id", v."number", v."card" ->> 'license',
	ARRAY(SELECT jsonb_array_elements_text(v."card" -> 'tags')),
	v."full_name" || ' ' || v."summary" || ' ' || array_to_string(ARRAY(SELECT jsonb_array_elements_text(v."card" -> 'tags')), ' '),
	min(v."created_at") OVER (PARTITION BY v."full_name"), v."created_at"
FROM "model_versions" v JOIN "model_names" n ON n."full_name" = v."full_name"
ORDER BY v."full_name", v."number" DESC;--> statement-breakpoint
INSERT INTO "model_lineage" ("version", "made_from")
SELECT substr(m."digest", 8, 40), substr(p."digest", 8, 40)
FROM "models" m JOIN "models" p ON p."digest" = m."manifest" ->> 'parent';--> statement-breakpoint
-- Who published first in a namespace has it.
INSERT INTO "model_namespaces" ("name", "skeleton", "owner", "created_at")
SELECT "namespace", replace(replace(replace(replace(replace(replace("plain", 'rn', 'm'), 'vv', 'w'), 'ci', 'd'), 'rn', 'm'), 'vv', 'w'), 'ci', 'd'), "owner", "created_at"
FROM (
	SELECT DISTINCT ON ("namespace") "namespace", translate("namespace", '01l528._-', 'oiiszb') AS "plain", "owner", "created_at"
	FROM "model_repositories" WHERE "namespace" !~ '^[a-z]{60}$' ORDER BY "namespace", "created_at", "full_name"
) first
ORDER BY "created_at" ON CONFLICT DO NOTHING;--> statement-breakpoint
UPDATE "blob_uses" SET "holder" = substr("holder", 8, 40) WHERE "kind" = 'model' AND "holder" LIKE 'sha256:%';--> statement-breakpoint
DROP TABLE "model_names";

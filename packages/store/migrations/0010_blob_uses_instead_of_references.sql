INSERT INTO "blob_uses" ("kind", "holder", "digest", "account")
SELECT 'input', encode(j."key", 'hex'), decode(replace(r."digest", 'sha256:', ''), 'hex'), j."requester"
FROM "blob_references" r JOIN "jobs" j ON r."owner" = 'job:' || encode(j."key", 'hex')
ON CONFLICT DO NOTHING;--> statement-breakpoint
INSERT INTO "blob_uses" ("kind", "holder", "digest", "account")
SELECT 'model', m."digest", decode(replace(r."digest", 'sha256:', ''), 'hex'), m."publisher"
FROM "blob_references" r JOIN "models" m ON r."owner" = 'model:' || m."digest"
ON CONFLICT DO NOTHING;--> statement-breakpoint
INSERT INTO "job_data" ("job_key", "inputs", "artifacts", "logs")
SELECT "key", true, true, true FROM "jobs" ON CONFLICT DO NOTHING;--> statement-breakpoint
DROP TABLE "blob_references" CASCADE;
CREATE TABLE "file_scans" (
	"digest" "bytea" PRIMARY KEY NOT NULL,
	"state" text NOT NULL,
	"reason" text,
	"updated_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "model_access" (
	"full_name" text NOT NULL,
	"identity" text NOT NULL,
	"state" text NOT NULL,
	"requested_at" timestamp(3) with time zone NOT NULL,
	"decided_at" timestamp(3) with time zone,
	CONSTRAINT "model_access_full_name_identity_pk" PRIMARY KEY("full_name","identity")
);
--> statement-breakpoint
CREATE TABLE "model_lineage" (
	"version" text NOT NULL,
	"made_from" text NOT NULL,
	CONSTRAINT "model_lineage_version_made_from_pk" PRIMARY KEY("version","made_from")
);
--> statement-breakpoint
CREATE TABLE "model_namespaces" (
	"name" text PRIMARY KEY NOT NULL,
	"skeleton" text NOT NULL,
	"owner" text NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "model_namespaces_skeleton" UNIQUE("skeleton")
);
--> statement-breakpoint
CREATE TABLE "model_refs" (
	"full_name" text NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"version" text NOT NULL,
	"updated_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "model_refs_full_name_name_pk" PRIMARY KEY("full_name","name")
);
--> statement-breakpoint
CREATE TABLE "model_repositories" (
	"full_name" text PRIMARY KEY NOT NULL,
	"namespace" text NOT NULL,
	"name" text NOT NULL,
	"owner" text NOT NULL,
	"visibility" text NOT NULL,
	"gating" text NOT NULL,
	"head" text,
	"versions" integer NOT NULL,
	"license" text,
	"task" text,
	"library" text,
	"tags" text[] NOT NULL,
	"words" text NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	"updated_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "model_versions" (
	"id" text PRIMARY KEY NOT NULL,
	"full_name" text NOT NULL,
	"number" integer NOT NULL,
	"parent" text,
	"digest" text,
	"not_runnable" text,
	"message" text NOT NULL,
	"author" text NOT NULL,
	"files" jsonb NOT NULL,
	"size" bigint NOT NULL,
	"card" jsonb NOT NULL,
	"summary" text NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "model_versions_number" UNIQUE("full_name","number")
);
--> statement-breakpoint
CREATE INDEX "file_scans_refused" ON "file_scans" USING btree ("digest") WHERE state <> 'clean';--> statement-breakpoint
CREATE INDEX "model_access_of" ON "model_access" USING btree ("identity","full_name");--> statement-breakpoint
CREATE INDEX "model_lineage_down" ON "model_lineage" USING btree ("made_from");--> statement-breakpoint
CREATE INDEX "model_namespaces_by_owner" ON "model_namespaces" USING btree ("owner");--> statement-breakpoint
CREATE INDEX "model_repositories_updated" ON "model_repositories" USING btree ("updated_at" DESC NULLS LAST,"full_name");--> statement-breakpoint
CREATE INDEX "model_repositories_created" ON "model_repositories" USING btree ("created_at" DESC NULLS LAST,"full_name");--> statement-breakpoint
CREATE INDEX "model_repositories_by_owner" ON "model_repositories" USING btree ("owner","full_name");--> statement-breakpoint
CREATE INDEX "model_repositories_by_namespace" ON "model_repositories" USING btree ("namespace","full_name");--> statement-breakpoint
CREATE INDEX "model_repositories_by_words" ON "model_repositories" USING gin (to_tsvector('simple', translate("words", '-_./:', '     ')));--> statement-breakpoint
CREATE INDEX "model_repositories_by_tags" ON "model_repositories" USING gin ("tags");--> statement-breakpoint
CREATE INDEX "model_versions_by_digest" ON "model_versions" USING btree ("digest");
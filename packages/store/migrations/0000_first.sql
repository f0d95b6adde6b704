CREATE TABLE "attempts" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"job_key" "bytea" NOT NULL,
	"replica" smallint NOT NULL,
	"attempt" bigint,
	"assignment" bigint,
	"provider" integer NOT NULL,
	"machine" text NOT NULL,
	"price" bigint NOT NULL,
	"state" text NOT NULL,
	"phase" text,
	"progress" double precision,
	"end_reason" text,
	"version" integer NOT NULL,
	"cursor" bigint NOT NULL,
	"intent" text NOT NULL,
	"expiry" bigint,
	"lease_until" bigint,
	"batch" bigint,
	"leaf_index" bigint,
	"commitment" "bytea",
	"result_digest" "bytea",
	"ciphertext_digest" "bytea",
	"masked_key" "bytea",
	"artifact" text,
	"artifact_size" bigint,
	"uploaded_at" timestamp(3) with time zone,
	"due_at" timestamp(3) with time zone,
	"created_at" timestamp(3) with time zone NOT NULL,
	"updated_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "log_chunks" (
	"job_key" "bytea" NOT NULL,
	"attempt" bigint NOT NULL,
	"seq" bigint NOT NULL,
	"ephemeral" "bytea" NOT NULL,
	"chunk" "bytea" NOT NULL,
	CONSTRAINT "log_chunks_job_key_attempt_seq_pk" PRIMARY KEY("job_key","attempt","seq")
);
--> statement-breakpoint
CREATE TABLE "batches" (
	"batch" bigint PRIMARY KEY NOT NULL,
	"root" "bytea" NOT NULL,
	"count" integer NOT NULL,
	"epoch" integer NOT NULL,
	"tick" bigint NOT NULL,
	"invocation_id" bigint,
	"state" text NOT NULL,
	"bundle" "bytea",
	"updated_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "chain_cursor" (
	"id" smallint PRIMARY KEY NOT NULL,
	"initial_tick" bigint NOT NULL,
	"epoch" integer NOT NULL,
	"tick" bigint NOT NULL,
	"next_seq" numeric(20, 0) NOT NULL,
	"chain_hash" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "chain_events" (
	"seq" numeric(20, 0) PRIMARY KEY NOT NULL,
	"tick" bigint NOT NULL,
	"epoch" integer NOT NULL,
	"type" integer NOT NULL,
	"slot" bigint NOT NULL,
	"other" bigint NOT NULL,
	"amount" bigint NOT NULL,
	"key" "bytea" NOT NULL,
	"chain_hash" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "blob_references" (
	"owner" text NOT NULL,
	"digest" text NOT NULL,
	CONSTRAINT "blob_references_owner_digest_pk" PRIMARY KEY("owner","digest")
);
--> statement-breakpoint
CREATE TABLE "leases" (
	"name" text PRIMARY KEY NOT NULL,
	"holder" text NOT NULL,
	"epoch" integer NOT NULL,
	"expires_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "nonces" (
	"identity" text NOT NULL,
	"nonce" text NOT NULL,
	"expires_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "nonces_identity_nonce_pk" PRIMARY KEY("identity","nonce")
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"payload" jsonb NOT NULL,
	"dedup_key" text,
	"due_at" timestamp(3) with time zone NOT NULL,
	"tries" integer NOT NULL,
	"last_error" text
);
--> statement-breakpoint
CREATE TABLE "job_events" (
	"job_key" "bytea" NOT NULL,
	"seq" bigint NOT NULL,
	"time" timestamp(3) with time zone NOT NULL,
	"body" jsonb NOT NULL,
	CONSTRAINT "job_events_job_key_seq_pk" PRIMARY KEY("job_key","seq")
);
--> statement-breakpoint
CREATE TABLE "jobs" (
	"key" "bytea" PRIMARY KEY NOT NULL,
	"requester" text NOT NULL,
	"kind" text NOT NULL,
	"name" text,
	"spec" text NOT NULL,
	"spec_digest" "bytea" NOT NULL,
	"nonce" numeric(20, 0) NOT NULL,
	"hub" integer NOT NULL,
	"model" integer,
	"replicas" smallint NOT NULL,
	"quorum" smallint NOT NULL,
	"accept_policy" smallint NOT NULL,
	"start_policy" smallint NOT NULL,
	"undecided_policy" smallint NOT NULL,
	"price_cap" bigint NOT NULL,
	"royalty" bigint NOT NULL,
	"hub_fee" bigint NOT NULL,
	"protocol_fee" bigint NOT NULL,
	"min_stake" bigint NOT NULL,
	"escrow" bigint NOT NULL,
	"providers" integer[] NOT NULL,
	"create_by" bigint NOT NULL,
	"deadline" bigint NOT NULL,
	"state" text NOT NULL,
	"version" integer NOT NULL,
	"close_reason" text,
	"slot" bigint,
	"created_tick" bigint,
	"window_ends" bigint,
	"result_digest" "bytea",
	"refusal" text,
	"report" jsonb,
	"receipt" jsonb,
	"due_at" timestamp(3) with time zone,
	"last_event" bigint NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	"updated_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "waiting" (
	"job_key" "bytea" NOT NULL,
	"replica" smallint NOT NULL,
	"since" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "waiting_job_key_replica_pk" PRIMARY KEY("job_key","replica")
);
--> statement-breakpoint
CREATE TABLE "chain_models" (
	"slot" integer PRIMARY KEY NOT NULL,
	"digest" text NOT NULL,
	"creator" text NOT NULL,
	"royalty" bigint NOT NULL,
	"active" boolean NOT NULL,
	"parent" integer,
	"parent_share_bps" integer NOT NULL,
	"changed_tick" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "model_names" (
	"full_name" text PRIMARY KEY NOT NULL,
	"publisher" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "models" (
	"digest" text PRIMARY KEY NOT NULL,
	"namespace" text NOT NULL,
	"name" text NOT NULL,
	"manifest" jsonb NOT NULL,
	"size" bigint NOT NULL,
	"publisher" text NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "hubs" (
	"slot" integer PRIMARY KEY NOT NULL,
	"owner" text NOT NULL,
	"hot" text NOT NULL,
	"bond" bigint NOT NULL,
	"exposure" bigint NOT NULL,
	"min_fee" bigint NOT NULL,
	"paused" boolean NOT NULL,
	"changed_tick" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "machines" (
	"provider" integer NOT NULL,
	"id" text NOT NULL,
	"description" jsonb NOT NULL,
	"slots" integer NOT NULL,
	"cursor" bigint NOT NULL,
	"hello_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "machines_provider_id_pk" PRIMARY KEY("provider","id")
);
--> statement-breakpoint
CREATE TABLE "providers" (
	"slot" integer PRIMARY KEY NOT NULL,
	"owner" text NOT NULL,
	"hot" text NOT NULL,
	"payout" text NOT NULL,
	"stake" bigint NOT NULL,
	"locked" bigint NOT NULL,
	"min_price" bigint NOT NULL,
	"capacity" integer NOT NULL,
	"live" integer NOT NULL,
	"hubs" integer[] NOT NULL,
	"any_hub" boolean NOT NULL,
	"paused" boolean NOT NULL,
	"reputation" jsonb NOT NULL,
	"changed_tick" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "intent_jobs" (
	"intent" text NOT NULL,
	"position" smallint NOT NULL,
	"job_key" "bytea" NOT NULL,
	CONSTRAINT "intent_jobs_intent_position_pk" PRIMARY KEY("intent","position")
);
--> statement-breakpoint
CREATE TABLE "intents" (
	"id" text PRIMARY KEY NOT NULL,
	"procedure" text NOT NULL,
	"owner" text NOT NULL,
	"payload" jsonb NOT NULL,
	"state" text NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	"updated_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "transactions" (
	"id" text PRIMARY KEY NOT NULL,
	"intent" text NOT NULL,
	"version" integer NOT NULL,
	"source" text NOT NULL,
	"tick" bigint NOT NULL,
	"bytes" "bytea" NOT NULL,
	"state" text NOT NULL,
	"code" integer,
	"created_at" timestamp(3) with time zone NOT NULL,
	"updated_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX "attempts_of_job" ON "attempts" USING btree ("job_key","attempt");--> statement-breakpoint
CREATE INDEX "attempts_feed" ON "attempts" USING btree ("provider","machine","cursor");--> statement-breakpoint
CREATE INDEX "attempts_of_intent" ON "attempts" USING btree ("intent");--> statement-breakpoint
CREATE INDEX "attempts_live" ON "attempts" USING btree ("state","id") WHERE state not in ('settled', 'ended');--> statement-breakpoint
CREATE INDEX "attempts_of_provider" ON "attempts" USING btree ("provider","state") WHERE state not in ('settled', 'ended');--> statement-breakpoint
CREATE INDEX "attempts_in_slot" ON "attempts" USING btree ("assignment") WHERE state not in ('settled', 'ended');--> statement-breakpoint
CREATE INDEX "attempts_due" ON "attempts" USING btree ("due_at") WHERE due_at is not null;--> statement-breakpoint
CREATE INDEX "batches_by_root" ON "batches" USING btree ("root");--> statement-breakpoint
CREATE INDEX "chain_events_by_key" ON "chain_events" USING btree ("key","seq");--> statement-breakpoint
CREATE INDEX "blob_references_by_digest" ON "blob_references" USING btree ("digest");--> statement-breakpoint
CREATE INDEX "nonces_expire" ON "nonces" USING btree ("expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "outbox_dedup" ON "outbox" USING btree ("dedup_key");--> statement-breakpoint
CREATE INDEX "outbox_due" ON "outbox" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "jobs_newest" ON "jobs" USING btree ("created_at" DESC NULLS LAST,"key");--> statement-breakpoint
CREATE INDEX "jobs_of_requester" ON "jobs" USING btree ("requester","created_at" DESC NULLS LAST,"key");--> statement-breakpoint
CREATE INDEX "jobs_by_state" ON "jobs" USING btree ("state","created_at" DESC NULLS LAST,"key");--> statement-breakpoint
CREATE INDEX "jobs_in_slot" ON "jobs" USING btree ("slot") WHERE slot is not null;--> statement-breakpoint
CREATE INDEX "jobs_due" ON "jobs" USING btree ("due_at") WHERE due_at is not null;--> statement-breakpoint
CREATE INDEX "waiting_oldest" ON "waiting" USING btree ("since","job_key","replica");--> statement-breakpoint
CREATE INDEX "chain_models_by_digest" ON "chain_models" USING btree ("digest");--> statement-breakpoint
CREATE INDEX "models_by_name" ON "models" USING btree ("namespace","name","created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "providers_by_owner" ON "providers" USING btree ("owner");--> statement-breakpoint
CREATE INDEX "providers_by_hot" ON "providers" USING btree ("hot");--> statement-breakpoint
CREATE INDEX "intent_jobs_by_job" ON "intent_jobs" USING btree ("job_key");--> statement-breakpoint
CREATE INDEX "intents_open" ON "intents" USING btree ("created_at","id") WHERE state = 'open';--> statement-breakpoint
CREATE UNIQUE INDEX "transactions_of_intent" ON "transactions" USING btree ("intent","version");
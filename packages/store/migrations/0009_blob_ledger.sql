CREATE TABLE "account_usage" (
	"account" text PRIMARY KEY NOT NULL,
	"bytes" bigint NOT NULL,
	"blobs" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "blob_claims" (
	"account" text NOT NULL,
	"digest" "bytea" NOT NULL,
	"size" bigint NOT NULL,
	"state" text NOT NULL,
	"expires_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "blob_claims_account_digest_pk" PRIMARY KEY("account","digest")
);
--> statement-breakpoint
CREATE TABLE "blob_uses" (
	"kind" text NOT NULL,
	"holder" text NOT NULL,
	"digest" "bytea" NOT NULL,
	"account" text NOT NULL,
	CONSTRAINT "blob_uses_kind_holder_digest_pk" PRIMARY KEY("kind","holder","digest")
);
--> statement-breakpoint
CREATE TABLE "blobs" (
	"digest" "bytea" PRIMARY KEY NOT NULL,
	"size" bigint NOT NULL,
	"state" text NOT NULL,
	"marked_at" timestamp(3) with time zone,
	"created_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "job_data" (
	"job_key" "bytea" PRIMARY KEY NOT NULL,
	"ended_at" timestamp(3) with time zone,
	"inputs" boolean NOT NULL,
	"artifacts" boolean NOT NULL,
	"logs" boolean NOT NULL
);
--> statement-breakpoint
CREATE INDEX "blob_claims_by_digest" ON "blob_claims" USING btree ("digest");--> statement-breakpoint
CREATE INDEX "blob_claims_expire" ON "blob_claims" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "blob_uses_by_digest" ON "blob_uses" USING btree ("digest","account");--> statement-breakpoint
CREATE INDEX "blobs_marked" ON "blobs" USING btree ("marked_at") WHERE marked_at is not null;--> statement-breakpoint
CREATE INDEX "blobs_deleting" ON "blobs" USING btree ("digest") WHERE state = 'deleting';--> statement-breakpoint
CREATE INDEX "job_data_live" ON "job_data" USING btree ("job_key") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "job_data_ended" ON "job_data" USING btree ("ended_at") WHERE ended_at is not null;
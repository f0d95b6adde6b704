CREATE TABLE "account_feeds" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"identity" text NOT NULL,
	"last" bigint NOT NULL,
	CONSTRAINT "account_feeds_identity_unique" UNIQUE("identity")
);
--> statement-breakpoint
CREATE TABLE "account_notices" (
	"account" bigint NOT NULL,
	"seq" bigint NOT NULL,
	"time" timestamp(3) with time zone NOT NULL,
	"body" jsonb NOT NULL,
	CONSTRAINT "account_notices_account_seq_pk" PRIMARY KEY("account","seq")
);
--> statement-breakpoint
ALTER TABLE "job_events" ADD COLUMN "account" bigint;--> statement-breakpoint
ALTER TABLE "job_events" ADD COLUMN "account_seq" bigint;--> statement-breakpoint
CREATE INDEX "job_events_of_account" ON "job_events" USING btree ("account","account_seq") WHERE account is not null;
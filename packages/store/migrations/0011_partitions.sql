-- What grows without end is partitioned, so that what is too old goes with its partition. The present tables become the
-- partition for all that has no other one; nothing is copied. src/partitions makes the others and drops them.
ALTER TABLE "job_events" RENAME TO "job_events_rest";--> statement-breakpoint
ALTER TABLE "job_events_rest" DROP CONSTRAINT "job_events_job_key_seq_pk";--> statement-breakpoint
ALTER TABLE "job_events_rest" ADD CONSTRAINT "job_events_rest_pk" PRIMARY KEY("job_key","seq","time");--> statement-breakpoint
ALTER INDEX "job_events_of_account" RENAME TO "job_events_rest_of_account";--> statement-breakpoint
CREATE TABLE "job_events" (
	"job_key" "bytea" NOT NULL,
	"seq" bigint NOT NULL,
	"time" timestamp(3) with time zone NOT NULL,
	"body" jsonb NOT NULL,
	"account" bigint,
	"account_seq" bigint,
	CONSTRAINT "job_events_job_key_seq_time_pk" PRIMARY KEY("job_key","seq","time")
) PARTITION BY RANGE ("time");--> statement-breakpoint
CREATE INDEX "job_events_of_account" ON "job_events" USING btree ("account","account_seq") WHERE account is not null;--> statement-breakpoint
ALTER TABLE "job_events" ATTACH PARTITION "job_events_rest" DEFAULT;--> statement-breakpoint
ALTER TABLE "chain_events" RENAME TO "chain_events_rest";--> statement-breakpoint
ALTER TABLE "chain_events_rest" DROP CONSTRAINT "chain_events_pkey";--> statement-breakpoint
ALTER TABLE "chain_events_rest" ADD CONSTRAINT "chain_events_rest_pk" PRIMARY KEY("seq","epoch");--> statement-breakpoint
ALTER INDEX "chain_events_by_key" RENAME TO "chain_events_rest_by_key";--> statement-breakpoint
ALTER INDEX "chain_events_by_type" RENAME TO "chain_events_rest_by_type";--> statement-breakpoint
CREATE TABLE "chain_events" (
	"seq" numeric(20, 0) NOT NULL,
	"tick" bigint NOT NULL,
	"epoch" integer NOT NULL,
	"type" integer NOT NULL,
	"slot" bigint NOT NULL,
	"other" bigint NOT NULL,
	"amount" bigint NOT NULL,
	"key" "bytea" NOT NULL,
	"chain_hash" "bytea" NOT NULL,
	CONSTRAINT "chain_events_seq_epoch_pk" PRIMARY KEY("seq","epoch")
) PARTITION BY RANGE ("epoch");--> statement-breakpoint
CREATE INDEX "chain_events_by_key" ON "chain_events" USING btree ("key","seq");--> statement-breakpoint
CREATE INDEX "chain_events_by_type" ON "chain_events" USING btree ("type","seq");--> statement-breakpoint
ALTER TABLE "chain_events" ATTACH PARTITION "chain_events_rest" DEFAULT;

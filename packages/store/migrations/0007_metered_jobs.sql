ALTER TABLE "attempts" ADD COLUMN "charge" bigint;--> statement-breakpoint
ALTER TABLE "jobs" ADD COLUMN "metered" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "jobs" ADD COLUMN "topped_up" bigint DEFAULT 0 NOT NULL;
CREATE TABLE "provider_health" (
	"provider" integer PRIMARY KEY NOT NULL,
	"level" integer NOT NULL,
	"fault_at" timestamp(3) with time zone NOT NULL,
	"declines" integer NOT NULL,
	"declined_at" timestamp(3) with time zone NOT NULL,
	"taken" integer NOT NULL,
	"day_began" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "run_statistics" (
	"scope" text NOT NULL,
	"hardware" text NOT NULL,
	"runs" integer NOT NULL,
	"sketches" jsonb NOT NULL,
	"updated_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "run_statistics_scope_hardware_pk" PRIMARY KEY("scope","hardware")
);
--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "memory_mib" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "metrics" jsonb;--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "judged" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "attempts_unjudged" ON "attempts" USING btree ("id") WHERE state in ('settled', 'ended') and not judged;
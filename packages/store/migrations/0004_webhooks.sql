CREATE TABLE "webhook_deliveries" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"webhook" text NOT NULL,
	"message" text NOT NULL,
	"type" text NOT NULL,
	"job_key" "bytea",
	"ordered" boolean NOT NULL,
	"body" text NOT NULL,
	"state" text NOT NULL,
	"attempts" jsonb NOT NULL,
	"tries" integer NOT NULL,
	"due_at" timestamp(3) with time zone NOT NULL,
	"since" timestamp(3) with time zone NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "webhook_marks" (
	"webhook" text NOT NULL,
	"job_key" "bytea" NOT NULL,
	"seq" bigint NOT NULL,
	"updated_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "webhook_marks_webhook_job_key_pk" PRIMARY KEY("webhook","job_key")
);
--> statement-breakpoint
CREATE TABLE "webhooks" (
	"id" text PRIMARY KEY NOT NULL,
	"owner" text NOT NULL,
	"url" text NOT NULL,
	"description" text,
	"events" text[] NOT NULL,
	"jobs" text[],
	"secret" "bytea" NOT NULL,
	"previous_secret" "bytea",
	"previous_until" timestamp(3) with time zone,
	"state" text NOT NULL,
	"cursor" bigint NOT NULL,
	"failures" integer NOT NULL,
	"failing_since" timestamp(3) with time zone,
	"retry_at" timestamp(3) with time zone,
	"created_at" timestamp(3) with time zone NOT NULL,
	"updated_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX "webhook_deliveries_once" ON "webhook_deliveries" USING btree ("webhook","message");--> statement-breakpoint
CREATE INDEX "webhook_deliveries_newest" ON "webhook_deliveries" USING btree ("webhook","id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "webhook_deliveries_pending" ON "webhook_deliveries" USING btree ("webhook","id") WHERE state = 'pending';--> statement-breakpoint
CREATE INDEX "webhook_deliveries_asked" ON "webhook_deliveries" USING btree ("since") WHERE state = 'pending';--> statement-breakpoint
CREATE INDEX "webhook_deliveries_age" ON "webhook_deliveries" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "webhooks_of_owner" ON "webhooks" USING btree ("owner","created_at");
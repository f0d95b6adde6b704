CREATE TABLE "blocks" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"subject" text NOT NULL,
	"reason" text NOT NULL,
	"until" timestamp(3) with time zone,
	"created_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "operator_acts" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"operator" text NOT NULL,
	"act" text NOT NULL,
	"target" text NOT NULL,
	"detail" text NOT NULL,
	"time" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reports" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"subject" text NOT NULL,
	"reason" text NOT NULL,
	"text" text NOT NULL,
	"reporter" text NOT NULL,
	"state" text NOT NULL,
	"note" text,
	"created_at" timestamp(3) with time zone NOT NULL,
	"resolved_at" timestamp(3) with time zone
);
--> statement-breakpoint
CREATE TABLE "upload_parts" (
	"upload" text NOT NULL,
	"number" integer NOT NULL,
	"digest" "bytea" NOT NULL,
	CONSTRAINT "upload_parts_upload_number_pk" PRIMARY KEY("upload","number")
);
--> statement-breakpoint
CREATE TABLE "uploads" (
	"id" text PRIMARY KEY NOT NULL,
	"account" text NOT NULL,
	"digest" "bytea" NOT NULL,
	"size" bigint NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	"expires_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX "blocks_by_subject" ON "blocks" USING btree ("kind","subject");--> statement-breakpoint
CREATE UNIQUE INDEX "reports_open_once" ON "reports" USING btree ("reporter","kind","subject") WHERE state = 'open';--> statement-breakpoint
CREATE INDEX "reports_by_state" ON "reports" USING btree ("state","id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "uploads_of_account" ON "uploads" USING btree ("account","digest");--> statement-breakpoint
CREATE INDEX "uploads_expire" ON "uploads" USING btree ("expires_at");
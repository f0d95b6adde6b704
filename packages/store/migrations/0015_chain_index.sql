-- Ticks and transactions that hubs have seen. Both grow without end: src/partitions makes partitions and drops them.
CREATE TABLE "chain_index_span" (
	"id" smallint PRIMARY KEY NOT NULL,
	"from_tick" bigint NOT NULL,
	"to_tick" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "chain_ticks" (
	"tick" bigint NOT NULL,
	"epoch" integer NOT NULL,
	"time" timestamp(3) with time zone NOT NULL,
	"leader" integer NOT NULL,
	"transactions" integer NOT NULL,
	CONSTRAINT "chain_ticks_tick_time_pk" PRIMARY KEY("tick","time")
) PARTITION BY RANGE ("time");
--> statement-breakpoint
CREATE TABLE "chain_transactions" (
	"tick" bigint NOT NULL,
	"place" integer NOT NULL,
	"time" timestamp(3) with time zone NOT NULL,
	"digest" "bytea" NOT NULL,
	"source" "bytea" NOT NULL,
	"destination" "bytea" NOT NULL,
	"amount" bigint NOT NULL,
	"input_type" integer NOT NULL,
	"input" "bytea" NOT NULL,
	"signature" "bytea" NOT NULL,
	CONSTRAINT "chain_transactions_tick_place_time_pk" PRIMARY KEY("tick","place","time")
) PARTITION BY RANGE ("time");
--> statement-breakpoint
CREATE INDEX "chain_transactions_by_digest" ON "chain_transactions" USING btree ("digest");--> statement-breakpoint
CREATE INDEX "chain_transactions_by_source" ON "chain_transactions" USING btree ("source","tick","place");--> statement-breakpoint
CREATE INDEX "chain_transactions_by_destination" ON "chain_transactions" USING btree ("destination","tick","place");--> statement-breakpoint
CREATE TABLE "chain_ticks_rest" PARTITION OF "chain_ticks" DEFAULT;--> statement-breakpoint
CREATE TABLE "chain_transactions_rest" PARTITION OF "chain_transactions" DEFAULT;

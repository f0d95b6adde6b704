ALTER TABLE "jobs" ADD COLUMN "matched_at" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "jobs" ADD COLUMN "ended_at" timestamp(3) with time zone;--> statement-breakpoint
CREATE INDEX "attempts_newest_of_provider" ON "attempts" USING btree ("provider","id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "chain_events_by_type" ON "chain_events" USING btree ("type","seq");--> statement-breakpoint
CREATE INDEX "jobs_updated" ON "jobs" USING btree ("updated_at" DESC NULLS LAST,"key");--> statement-breakpoint
CREATE INDEX "jobs_of_model" ON "jobs" USING btree ("model","created_at" DESC NULLS LAST,"key") WHERE model is not null;--> statement-breakpoint
CREATE INDEX "jobs_by_name" ON "jobs" USING gin (to_tsvector('simple', translate("name", '-_./:', '     '))) WHERE name is not null;--> statement-breakpoint
CREATE INDEX "jobs_by_receipt" ON "jobs" USING btree ((("receipt" ->> 'tick')::bigint) desc,"key") WHERE receipt is not null;--> statement-breakpoint
CREATE INDEX "jobs_ended" ON "jobs" USING btree ("ended_at") WHERE ended_at is not null;--> statement-breakpoint
CREATE INDEX "providers_by_stake" ON "providers" USING btree ("stake" DESC NULLS LAST,"slot");--> statement-breakpoint
CREATE INDEX "providers_by_price" ON "providers" USING btree ("min_price","slot");--> statement-breakpoint
CREATE INDEX "transactions_newest" ON "transactions" USING btree ("created_at" DESC NULLS LAST,"id");
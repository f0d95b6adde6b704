ALTER TABLE "model_access" ADD COLUMN "paid" bigint;--> statement-breakpoint
ALTER TABLE "chain_models" ADD COLUMN "access_price" bigint DEFAULT 0 NOT NULL;
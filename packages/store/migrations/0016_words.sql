-- What is searched has no markup and no paths any more: all that names and cards hold is found.
DROP INDEX "jobs_by_name";--> statement-breakpoint
DROP INDEX "model_repositories_by_words";--> statement-breakpoint
CREATE INDEX "jobs_by_name" ON "jobs" USING gin (to_tsvector('simple', translate("name", '-_./:<>&@+~', '           '))) WHERE name is not null;--> statement-breakpoint
CREATE INDEX "model_repositories_by_words" ON "model_repositories" USING gin (to_tsvector('simple', translate("words", '-_./:<>&@+~', '           ')));

ALTER TABLE service_provider ALTER COLUMN relay_state_prefix DROP DEFAULT;

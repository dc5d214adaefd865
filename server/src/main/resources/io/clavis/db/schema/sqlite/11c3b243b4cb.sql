CREATE TABLE service_provider_rebuilt (
    auth_url VARCHAR(256) NOT NULL,
    id VARCHAR(64) NOT NULL,
    enabled BOOLEAN NOT NULL,
    description TEXT,
    sp_url VARCHAR(256) NOT NULL,
    relay_state_prefix VARCHAR(256) NOT NULL,
    PRIMARY KEY (id)
);

INSERT INTO service_provider_rebuilt (
    auth_url, id, enabled, description, sp_url, relay_state_prefix
)
SELECT
    auth_url, id, enabled, description, sp_url, relay_state_prefix
FROM service_provider;

DROP TABLE service_provider;

ALTER TABLE service_provider_rebuilt RENAME TO service_provider;

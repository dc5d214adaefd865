CREATE TABLE trust_rebuilt (
    id VARCHAR(64) NOT NULL,
    trustor_user_id VARCHAR(64) NOT NULL,
    trustee_user_id VARCHAR(64) NOT NULL,
    project_id VARCHAR(64),
    impersonation BOOLEAN NOT NULL,
    deleted_at DATETIME,
    expires_at DATETIME,
    remaining_uses INTEGER,
    extra TEXT,
    expires_at_int BIGINT,
    redelegated_trust_id VARCHAR(64),
    redelegation_count INTEGER,
    PRIMARY KEY (id),
    CONSTRAINT duplicate_trust_constraint_expanded UNIQUE (trustor_user_id, trustee_user_id, project_id, impersonation, expires_at, expires_at_int),
    CONSTRAINT duplicate_trust_constraint UNIQUE (trustor_user_id, trustee_user_id, project_id, impersonation, expires_at)
);

INSERT INTO trust_rebuilt (
    id, trustor_user_id, trustee_user_id, project_id, impersonation, deleted_at, expires_at,
    remaining_uses, extra, expires_at_int, redelegated_trust_id, redelegation_count
)
SELECT
    id, trustor_user_id, trustee_user_id, project_id, impersonation, deleted_at, expires_at,
    remaining_uses, extra, expires_at_int, redelegated_trust_id, redelegation_count
FROM trust;

DROP TABLE trust;

ALTER TABLE trust_rebuilt RENAME TO trust;

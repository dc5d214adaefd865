CREATE TABLE IF NOT EXISTS clavis_change (
    sequence BIGINT NOT NULL,
    time BIGINT NOT NULL,
    entity VARCHAR(64) NOT NULL,
    id VARCHAR(255) NOT NULL,
    operation VARCHAR(16) NOT NULL,
    domain_id VARCHAR(64),
    actor_id VARCHAR(64),
    request_id VARCHAR(255),
    PRIMARY KEY (sequence)
);

CREATE INDEX IF NOT EXISTS ix_clavis_change_time ON clavis_change (time);

CREATE TABLE IF NOT EXISTS clavis_change_sequence (
    id INTEGER NOT NULL,
    value BIGINT NOT NULL,
    PRIMARY KEY (id)
);

INSERT INTO clavis_change_sequence (id, value)
SELECT 1, COALESCE(MAX(sequence), 0) FROM clavis_change WHERE TRUE
ON CONFLICT DO NOTHING;

CREATE TABLE IF NOT EXISTS clavis_used (
    id VARCHAR(64) NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (id)
);

CREATE INDEX IF NOT EXISTS ix_clavis_used_expires_at ON clavis_used (expires_at);

CREATE TABLE IF NOT EXISTS clavis_node (
    id VARCHAR(64) NOT NULL,
    host VARCHAR(255) NOT NULL,
    seen_at BIGINT NOT NULL,
    position BIGINT NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE IF NOT EXISTS clavis_key (
    id VARCHAR(64) NOT NULL,
    repository VARCHAR(16) NOT NULL,
    number BIGINT NOT NULL,
    sealed TEXT NOT NULL,
    staged_at BIGINT NOT NULL,
    primary_at BIGINT,
    secondary_at BIGINT,
    unused_at BIGINT,
    life BIGINT NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (repository, number)
);

CREATE TABLE IF NOT EXISTS clavis_key_confirmation (
    node VARCHAR(64) NOT NULL,
    repository VARCHAR(16) NOT NULL,
    generation BIGINT NOT NULL,
    PRIMARY KEY (node, repository)
);

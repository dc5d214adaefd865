ALTER TABLE trust ADD CONSTRAINT duplicate_trust_constraint
    UNIQUE (trustor_user_id, trustee_user_id, project_id, impersonation, expires_at);

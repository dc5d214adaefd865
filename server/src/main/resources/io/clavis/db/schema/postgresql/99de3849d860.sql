ALTER TABLE access_rule DROP CONSTRAINT access_rule_external_id_key;

ALTER TABLE trust DROP CONSTRAINT duplicate_trust_constraint_expanded;

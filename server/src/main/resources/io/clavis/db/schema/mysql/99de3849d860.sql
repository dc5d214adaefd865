ALTER TABLE access_rule DROP INDEX access_rule_external_id_key;

ALTER TABLE trust DROP INDEX duplicate_trust_constraint_expanded;

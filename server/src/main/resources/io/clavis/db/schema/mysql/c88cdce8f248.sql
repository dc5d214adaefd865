ALTER TABLE project_tag DROP INDEX project_id;

package io.clavis.manage;

import io.clavis.composition.Connections;
import io.clavis.composition.KeySources;
import io.clavis.composition.Keys;
import io.clavis.composition.StartFailure;
import io.clavis.config.Configuration;
import io.clavis.config.DatabaseOptions;
import io.clavis.config.DefaultOptions;
import io.clavis.config.LogOptions;
import io.clavis.config.SamlOptions;
import io.clavis.config.SecurityComplianceOptions;
import io.clavis.config.TokenOptions;
import io.clavis.crypto.key.KeyRepositoryException;
import io.clavis.db.DatabaseException;
import io.clavis.db.SchemaException;
import io.clavis.db.SchemaStatus;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** What {@code doctor} looks for: upstream's symptoms as far as they concern this service, and our own. */
final class Symptoms {
    static final List<Symptom> ALL = List.of(
            new Symptom(
                    "The database is SQLite.",
                    "[database] connection: use MariaDB, MySQL or PostgreSQL in production.",
                    c -> connection(c).startsWith("sqlite")),
            new Symptom(
                    "The database cannot be used, or its schema is not up to date.",
                    "Check [database] connection, then run `keystone-manage db_sync`.",
                    Symptoms::databaseIsBehind),
            new Symptom(
                    "Debug logging is on.",
                    "[DEFAULT] debug: turn it off in production, debug logs may tell more than they should.",
                    c -> c.get(LogOptions.DEBUG)),
            new Symptom(
                    "Errors tell clients why they were refused.",
                    "[DEFAULT] insecure_debug: turn it off, it helps whoever guesses.",
                    c -> c.get(DefaultOptions.INSECURE_DEBUG)),
            new Symptom(
                    "The admin token is on.",
                    "[DEFAULT] admin_token: remove it; `keystone-manage bootstrap` makes a first administrator.",
                    c -> c.get(DefaultOptions.ADMIN_TOKEN).isPresent()),
            new Symptom(
                    "Keys are shared between tokens and credentials.",
                    "[fernet_tokens] key_repository and [credential] key_repository must differ: rotating the one"
                            + " would destroy what the other encrypted.",
                    c -> same(
                            Keys.of(c).tokens().directory(),
                            Keys.of(c).credentials().directory())),
            new Symptom(
                    "There are no usable keys for tokens.",
                    "[fernet_tokens] key_repository: run `keystone-manage fernet_setup`, as a user who may read them.",
                    c -> !KeySources.isManaged(c)
                            && c.get(TokenOptions.PROVIDER).equals("fernet")
                            && unusable(Keys.of(c).tokens())),
            new Symptom(
                    "There are no usable keys for credentials.",
                    "[credential] key_repository: run `keystone-manage credential_setup`.",
                    c -> !KeySources.isManaged(c) && unusable(Keys.of(c).credentials())),
            new Symptom(
                    "The keys in the database cannot be opened.",
                    "[clavis] key_encryption_key_file: it must be readable and the same on every node.",
                    c -> KeySources.isManaged(c) && KeySymptoms.isSealed(c)),
            new Symptom(
                    "A node does not confirm that it holds the current keys, so that they cannot rotate.",
                    "Run `keystone-manage keys status`; a node that keeps keys in files, or cannot read"
                            + " [clavis] key_encryption_key_file, never does.",
                    c -> KeySources.isManaged(c) && KeySymptoms.isRotationLate(c)),
            new Symptom(
                    "A password expires before it may be changed.",
                    "[security_compliance] minimum_password_age must be less than password_expires_days.",
                    c -> c.get(SecurityComplianceOptions.PASSWORD_EXPIRES_DAYS)
                            .filter(days -> c.get(SecurityComplianceOptions.MINIMUM_PASSWORD_AGE) >= days)
                            .isPresent()),
            new Symptom(
                    "The password's regular expression is invalid.",
                    "[security_compliance] password_regex: no password can be set until it is mended.",
                    Symptoms::invalidPasswordRegex),
            new Symptom(
                    "Users are not told what passwords must look like.",
                    "[security_compliance] password_regex_description: describe password_regex to them.",
                    c -> c.get(SecurityComplianceOptions.PASSWORD_REGEX).isPresent()
                            && c.get(SecurityComplianceOptions.PASSWORD_REGEX_DESCRIPTION)
                                    .isEmpty()),
            new Symptom(
                    "A path of the SAML key pair has a comma.",
                    "[saml] certfile and keyfile: a comma separates files there.",
                    c -> c.get(SamlOptions.CERTFILE).contains(",")
                            || c.get(SamlOptions.KEYFILE).contains(",")));

    private Symptoms() {}

    private static String connection(Configuration configuration) {
        return configuration.get(DatabaseOptions.CONNECTION).orElse("sqlite");
    }

    private static boolean databaseIsBehind(Configuration configuration) {
        try (var database = Connections.database(configuration)) {
            return database.schema().check() != SchemaStatus.UP_TO_DATE;
        } catch (StartFailure | DatabaseException | SchemaException unusable) {
            return true;
        }
    }

    private static boolean same(Path one, Path other) {
        return one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
    }

    private static boolean unusable(Keys.Repository repository) {
        try {
            return repository.open().keys().isEmpty();
        } catch (KeyRepositoryException unreadable) {
            return true;
        }
    }

    private static boolean invalidPasswordRegex(Configuration configuration) {
        try {
            configuration.get(SecurityComplianceOptions.PASSWORD_REGEX).ifPresent(Pattern::compile);
            return false;
        } catch (PatternSyntaxException invalid) {
            return true;
        }
    }
}

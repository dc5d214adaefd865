package io.clavis.manage;

import io.clavis.composition.Capabilities;
import io.clavis.composition.KeySources;
import io.clavis.composition.StartFailure;
import io.clavis.config.ClavisOptions;
import io.clavis.config.Configuration;
import io.clavis.db.DatabaseException;
import io.clavis.db.SchemaException;
import io.clavis.keyrotation.ManagedKeys;
import java.util.List;
import java.util.function.Predicate;

/** What can be wrong with keys that are kept in the database. */
final class ManagedKeySymptoms {
    static final List<Symptom> ALL = List.of(
            Symptom.of(
                    "The keys in the database cannot be opened.",
                    "[clavis] key_encryption_key_file: it must be readable and the same on every node.",
                    c -> KeySources.isManaged(c) && isSealed(c)),
            Symptom.of(
                    "A node does not confirm that it holds the current keys, so that they cannot rotate.",
                    "Run `keystone-manage keys status`; a node that keeps keys in files, or cannot read"
                            + " [clavis] key_encryption_key_file, never does.",
                    c -> KeySources.isManaged(c) && isRotationLate(c)));

    private ManagedKeySymptoms() {}

    private static boolean isSealed(Configuration configuration) {
        return configuration.get(ClavisOptions.KEY_ENCRYPTION_KEY_FILE).isEmpty()
                || shows(configuration, keys -> !keys.canBeOpened());
    }

    private static boolean isRotationLate(Configuration configuration) {
        return shows(configuration, ManagedKeys::isLate);
    }

    private static boolean shows(Configuration configuration, Predicate<ManagedKeys> symptom) {
        try (var capabilities = Capabilities.open(configuration)) {
            return capabilities.keys().managed().filter(symptom).isPresent();
        } catch (StartFailure | DatabaseException | SchemaException unusable) {
            // Another symptom tells of the database.
            return false;
        }
    }
}

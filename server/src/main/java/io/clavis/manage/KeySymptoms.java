package io.clavis.manage;

import io.clavis.composition.Capabilities;
import io.clavis.composition.StartFailure;
import io.clavis.config.ClavisOptions;
import io.clavis.config.Configuration;
import io.clavis.db.DatabaseException;
import io.clavis.db.SchemaException;
import io.clavis.keyrotation.ManagedKeys;
import java.util.function.Predicate;

/** What can be wrong with keys that are kept in the database. */
final class KeySymptoms {
    private KeySymptoms() {}

    static boolean isSealed(Configuration configuration) {
        return configuration.get(ClavisOptions.KEY_ENCRYPTION_KEY_FILE).isEmpty()
                || shows(configuration, keys -> !keys.canBeOpened());
    }

    static boolean isRotationLate(Configuration configuration) {
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

package io.clavis.manage;

import java.util.List;
import java.util.stream.Stream;

/** What {@code doctor} looks for: all of upstream's symptoms, and our own. */
final class Symptoms {
    static final List<Symptom> ALL = Stream.of(
                    CacheSymptoms.ALL,
                    KeySymptoms.ALL,
                    ManagedKeySymptoms.ALL,
                    DatabaseSymptoms.ALL,
                    ExposureSymptoms.ALL,
                    FederationSymptoms.ALL,
                    LdapSymptoms.ALL,
                    PasswordSymptoms.ALL)
            .flatMap(List::stream)
            .toList();

    private Symptoms() {}
}

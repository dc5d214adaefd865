package io.clavis.keyrotation;

import io.clavis.crypto.fernet.FernetKey;
import io.clavis.crypto.key.KeyRepository;
import java.security.SecureRandom;
import java.util.SortedMap;

/** Fernet keys. */
record FernetMaterial(KeyRepository files, SecureRandom random) implements Material<FernetKey> {
    @Override
    public String text(FernetKey key) {
        return key.text();
    }

    @Override
    public FernetKey parse(String text) {
        return FernetKey.parse(text);
    }

    @Override
    public FernetKey generate() {
        return FernetKey.generate(random);
    }

    @Override
    public FernetKey retired(FernetKey key) {
        return key;
    }

    @Override
    public SortedMap<Long, FernetKey> inFiles() {
        return files.numbered();
    }
}

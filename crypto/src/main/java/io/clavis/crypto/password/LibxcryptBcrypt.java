package io.clavis.crypto.password;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Bcrypt by the system's libxcrypt, a fifth faster than in Java. A call pins its thread, so run it on a pool. */
final class LibxcryptBcrypt implements Bcrypt {
    private static final Logger log = LoggerFactory.getLogger(LibxcryptBcrypt.class);
    private static final List<String> LIBRARIES = List.of("libcrypt.so.1", "libcrypt.so.2");
    /** sizeof(struct crypt_data). */
    private static final int DATA_SIZE = 32_768;

    private static final int HASH_LENGTH = 60;
    private static final int DIGEST_OFFSET = 29;

    private final MethodHandle cryptRn;
    private final Bcrypt java;

    private LibxcryptBcrypt(MethodHandle cryptRn, Bcrypt java) {
        this.cryptRn = cryptRn;
        this.java = java;
    }

    /** Empty unless a library is there, has the function, and agrees with {@code java} on a sample. */
    static Optional<Bcrypt> load(Bcrypt java) {
        for (var library : LIBRARIES) {
            try {
                var symbol = SymbolLookup.libraryLookup(library, Arena.global()).find("crypt_rn");
                if (symbol.isPresent() && agrees(bound(symbol.get(), java), java)) {
                    return Optional.of(bound(symbol.get(), java));
                }
            } catch (IllegalArgumentException | IllegalCallerException | IllegalStateException e) {
                log.debug("no bcrypt from {}: {}", library, e.getMessage());
            }
        }
        return Optional.empty();
    }

    private static LibxcryptBcrypt bound(MemorySegment symbol, Bcrypt java) {
        var signature = FunctionDescriptor.of(
                ValueLayout.ADDRESS,
                ValueLayout.ADDRESS,
                ValueLayout.ADDRESS,
                ValueLayout.ADDRESS,
                ValueLayout.JAVA_INT);
        return new LibxcryptBcrypt(Linker.nativeLinker().downcallHandle(symbol, signature), java);
    }

    private static boolean agrees(Bcrypt candidate, Bcrypt java) {
        var sample = "U*U*\u00e9".getBytes(StandardCharsets.UTF_8);
        var salt = "CCCCCCCCCCCCCCCCCCCCC.";
        return candidate.digest(sample, salt, 4).equals(java.digest(sample, salt, 4));
    }

    @Override
    public String digest(byte[] password, String salt, int cost) {
        if (hasZero(password)) {
            // C would end the password there.
            return java.digest(password, salt, cost);
        }
        try (var arena = Arena.ofConfined()) {
            var phrase = arena.allocate(password.length + 1L);
            MemorySegment.copy(password, 0, phrase, ValueLayout.JAVA_BYTE, 0, password.length);
            var setting = arena.allocateFrom("$2b$%02d$%s".formatted(cost, salt));
            var data = arena.allocate(DATA_SIZE, 16);
            var hash = crypt(phrase, setting, data);
            phrase.fill((byte) 0);
            data.fill((byte) 0);
            return hash.substring(DIGEST_OFFSET);
        }
    }

    private String crypt(MemorySegment phrase, MemorySegment setting, MemorySegment data) {
        MemorySegment result;
        try {
            result = (MemorySegment) cryptRn.invokeExact(phrase, setting, data, DATA_SIZE);
        } catch (Throwable e) {
            throw new IllegalStateException("crypt_rn cannot be called", e);
        }
        if (result.address() == 0) {
            throw new IllegalStateException("crypt_rn refuses bcrypt");
        }
        var hash = result.reinterpret(DATA_SIZE).getString(0);
        if (hash.length() != HASH_LENGTH) {
            throw new IllegalStateException("crypt_rn gave no bcrypt hash");
        }
        return hash;
    }

    private static boolean hasZero(byte[] password) {
        for (var b : password) {
            if (b == 0) {
                return true;
            }
        }
        return false;
    }
}

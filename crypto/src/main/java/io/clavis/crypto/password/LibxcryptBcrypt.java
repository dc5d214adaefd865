package io.clavis.crypto.password;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bcrypt by the system's libxcrypt, a fifth faster than in Java. A call pins its thread, so run it on a pool. What it knows
 * of a password it forgets before it returns.
 */
final class LibxcryptBcrypt implements Bcrypt {
    private static final Logger log = LoggerFactory.getLogger(LibxcryptBcrypt.class);
    private static final List<String> LIBRARIES = List.of("libcrypt.so.1", "libcrypt.so.2");
    /** sizeof(struct crypt_data). */
    private static final int DATA_SIZE = 32_768;

    private static final int DATA_ALIGNMENT = 16;
    private static final FunctionDescriptor SIGNATURE = FunctionDescriptor.of(
            ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT);

    private static final int LONGEST = 72;
    private static final int HASH_LENGTH = 60;
    private static final int DIGEST_OFFSET = 29;

    private final MethodHandle cryptRn;
    private final Bcrypt java;

    private LibxcryptBcrypt(MethodHandle cryptRn, Bcrypt java) {
        this.cryptRn = cryptRn;
        this.java = java;
    }

    /** Empty unless a library is there, has the function, and gives the {@link BcryptSample known answers}. */
    static Optional<Bcrypt> load(Bcrypt java) {
        return LIBRARIES.stream()
                .flatMap(library -> load(library, java).stream())
                .findFirst();
    }

    private static Optional<Bcrypt> load(String library, Bcrypt java) {
        try {
            var symbol = SymbolLookup.libraryLookup(library, Arena.global()).find("crypt_rn");
            if (symbol.isEmpty()) {
                log.debug("{} is not libxcrypt", library);
                return Optional.empty();
            }
            var bcrypt = new LibxcryptBcrypt(Linker.nativeLinker().downcallHandle(symbol.get(), SIGNATURE), java);
            if (!BcryptSample.allGivenBy(bcrypt)) {
                log.warn("bcrypt is done in Java: {} gives other hashes", library);
                return Optional.empty();
            }
            log.debug("bcrypt is done by {}", library);
            return Optional.of(bcrypt);
        } catch (IllegalArgumentException | IllegalCallerException | IllegalStateException unusable) {
            log.debug("no bcrypt from {}: {}", library, unusable.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public String digest(byte[] password, String salt, int cost) {
        // Nothing beyond counts, and the library refuses what is longer than 511 bytes.
        int length = Math.min(password.length, LONGEST);
        if (hasZero(password, length)) {
            // C would end the password there.
            return java.digest(password, salt, cost);
        }
        try (var arena = Arena.ofConfined()) {
            var phrase = arena.allocate(length + 1L);
            var data = arena.allocate(DATA_SIZE, DATA_ALIGNMENT);
            try {
                MemorySegment.copy(password, 0, phrase, ValueLayout.JAVA_BYTE, 0, length);
                var setting = arena.allocateFrom("$2b$%02d$%s".formatted(cost, salt));
                return crypt(phrase, setting, data).substring(DIGEST_OFFSET);
            } finally {
                phrase.fill((byte) 0);
                data.fill((byte) 0);
            }
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

    private static boolean hasZero(byte[] password, int length) {
        for (int i = 0; i < length; i++) {
            if (password[i] == 0) {
                return true;
            }
        }
        return false;
    }
}

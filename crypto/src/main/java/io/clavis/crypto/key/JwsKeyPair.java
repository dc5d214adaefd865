package io.clavis.crypto.key;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.Key;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Base64;
import java.util.Set;

/** A pair of keys as PEM files ({@code keystone-manage create_jws_keypair}). */
public record JwsKeyPair(Path privateFile, Path publicFile) {
    static final String PRIVATE = "private.pem";
    private static final String PUBLIC = "public.pem";
    private static final int LINE = 64;

    /** The pair of a directory, under the names that Keystone looks for. */
    public static JwsKeyPair in(Path directory) {
        return new JwsKeyPair(directory.resolve(PRIVATE), directory.resolve(PUBLIC));
    }

    /**
     * Writes both; the private key so that only its owner reads it.
     *
     * @throws KeyRepositoryException where the files cannot be written
     */
    public void write(KeyPair keys, KeyOwner owner) {
        try {
            write(privateFile, pem("PRIVATE KEY", keys.getPrivate()), "rw-------", owner);
            write(publicFile, pem("PUBLIC KEY", keys.getPublic()), "rw-r--r--", owner);
        } catch (IOException e) {
            throw new KeyRepositoryException("the keys cannot be written: " + e.getMessage(), e);
        }
    }

    /**
     * Writes a public key alone, for nodes that validate with it.
     *
     * @throws KeyRepositoryException where the file cannot be written
     */
    public static void writePublic(Path file, PublicKey key, KeyOwner owner) {
        try {
            write(file, pem("PUBLIC KEY", key), "rw-r--r--", owner);
        } catch (IOException e) {
            throw new KeyRepositoryException("the keys cannot be written: " + e.getMessage(), e);
        }
    }

    /**
     * Writes the private key alone, where a node looks for it.
     *
     * @throws KeyRepositoryException where the file cannot be written
     */
    public static void writePrivate(Path directory, PrivateKey key, KeyOwner owner) {
        try {
            write(directory.resolve(PRIVATE), pem("PRIVATE KEY", key), "rw-------", owner);
        } catch (IOException e) {
            throw new KeyRepositoryException("the keys cannot be written: " + e.getMessage(), e);
        }
    }

    // Beside the old file, then in its place: whoever reads sees one of the two, whole.
    private static void write(Path file, String pem, String mode, KeyOwner owner) throws IOException {
        var temporary = file.resolveSibling(file.getFileName() + ".tmp");
        Files.deleteIfExists(temporary);
        var permissions = PosixFilePermissions.fromString(mode);
        try (var channel = Files.newByteChannel(
                temporary,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(permissions))) {
            channel.write(ByteBuffer.wrap(pem.getBytes(StandardCharsets.US_ASCII)));
        }
        owner.own(temporary);
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String pem(String label, Key key) {
        var base64 = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(key.getEncoded());
        return "-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----\n";
    }
}

package io.clavis.operator.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a container of any image finds: the machine's {@code /usr}, a JDK, and the Keystone of this checkout under {@code
 * /var/lib/openstack}. Nothing else of the machine.
 */
final class Image {
    private static final String BASE = "/var/lib/openstack";
    private static final List<String> DEVICES = List.of("null", "zero", "full", "random", "urandom");
    private static final List<String> SETTINGS = List.of(
            "alternatives",
            "ca-certificates",
            "ld.so.cache",
            "ld.so.conf",
            "ld.so.conf.d",
            "localtime",
            "python3",
            "ssl");

    private final Path checkout;
    private final Path directory;
    private final Path jdk;

    private Image(Path checkout, Path directory) {
        this.checkout = checkout;
        this.directory = directory;
        this.jdk = Path.of(System.getProperty("java.home"));
    }

    /** The checkout that this is the test of. */
    static Path checkout() {
        var here = Path.of("").toAbsolutePath();
        while (!Files.exists(here.resolve("keystone")) || !Files.exists(here.resolve("bin/jvm.options"))) {
            here = here.getParent();
            if (here == null) {
                throw new IllegalStateException(
                        "no checkout around " + Path.of("").toAbsolutePath());
            }
        }
        return here;
    }

    /** Whether {@code ./keystone} has built what runs. */
    static boolean isBuilt() {
        return Files.exists(checkout().resolve("server/target/keystone/built"));
    }

    /** Lays out what is not there as files of the machine. */
    static Image layOut(Path directory) {
        var image = new Image(checkout(), directory);
        try {
            Files.createDirectories(directory.resolve("bin"));
            Files.createSymbolicLink(directory.resolve("bin/keystone"), Path.of("../keystone"));
            Files.writeString(
                    directory.resolve("passwd"),
                    "root:x:0:0:root:/:/bin/sh\nkeystone:x:42424:42424::/var/lib/openstack:/bin/sh\n");
            Files.writeString(directory.resolve("group"), "root:x:0:\nkeystone:x:42424:\n");
            Files.writeString(directory.resolve("nsswitch.conf"), "passwd: files\ngroup: files\nhosts: files\n");
            for (var file : List.of("keystone", "bin/jdk", "bin/jvm.options", "bin/keystone-manage")) {
                Files.copy(image.checkout.resolve(file), directory.resolve(file));
            }
            Files.createDirectories(directory.resolve("server/target/keystone"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return image;
    }

    /** Where a container looks for programs. */
    String path() {
        return BASE + "/bin:" + jdk.resolve("bin") + ":/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
    }

    /** What the image sets besides. */
    String javaHome() {
        return jdk.toString();
    }

    /** All of it. */
    List<Mount> mounts() {
        var mounts = new ArrayList<Mount>();
        mounts.add(new Mount(Path.of("/usr"), "/usr", true));
        for (var device : DEVICES) {
            mounts.add(new Mount(Path.of("/dev", device), "/dev/" + device, false));
        }
        Stream.concat(SETTINGS.stream().map(name -> Path.of("/etc", name)), javaSettings())
                .filter(Files::exists)
                .forEach(there -> mounts.add(new Mount(there, there.toString(), true)));
        for (var file : List.of("passwd", "group", "nsswitch.conf")) {
            mounts.add(new Mount(directory.resolve(file), "/etc/" + file, true));
        }
        if (!jdk.startsWith("/usr")) {
            mounts.add(new Mount(jdk, jdk.toString(), true));
        }
        mounts.add(new Mount(directory, BASE, true));
        mounts.add(new Mount(checkout.resolve("server/target/keystone"), BASE + "/server/target/keystone", true));
        return mounts;
    }

    /** Debian's own JDKs have theirs there. */
    private static Stream<Path> javaSettings() {
        try (var all = Files.list(Path.of("/etc"))) {
            return all.filter(path -> path.getFileName().toString().startsWith("java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

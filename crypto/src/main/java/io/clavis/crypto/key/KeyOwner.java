package io.clavis.crypto.key;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import org.jspecify.annotations.Nullable;

/** Who shall own keys ({@code --keystone-user}, {@code --keystone-group}): names or numbers; null leaves it as is. */
public record KeyOwner(@Nullable String user, @Nullable String group) {
    /** The user and group that run this process. */
    public static final KeyOwner PROCESS = new KeyOwner(null, null);

    /** Gives the file to this owner. */
    void own(Path file) throws IOException {
        var lookup = file.getFileSystem().getUserPrincipalLookupService();
        var view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        @Nullable GroupPrincipal itsGroup;
        @Nullable UserPrincipal itsUser;
        try {
            itsGroup = group == null ? null : lookup.lookupPrincipalByGroupName(group);
            itsUser = user == null ? null : lookup.lookupPrincipalByName(user);
        } catch (UserPrincipalNotFoundException e) {
            throw new KeyRepositoryException("unknown user " + user + " or group " + group, e);
        }
        // The group first: who has given a file away may no longer change its group.
        if (itsGroup != null) {
            view.setGroup(itsGroup);
        }
        if (itsUser != null) {
            view.setOwner(itsUser);
        }
    }
}

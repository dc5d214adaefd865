package io.clavis.token;

import io.clavis.applicationcredential.ApplicationCredential;
import io.clavis.assignment.Role;
import io.clavis.oauth1.AccessToken;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a user handed a part of their own rights on with: a token made from it can do no more, and ends no later. */
public sealed interface DelegatedBy {
    /** An application credential of the user's own. */
    record ByApplicationCredential(ApplicationCredential credential) implements DelegatedBy {
        @Override
        public String id() {
            return credential.id();
        }

        @Override
        public Optional<Instant> expiresAt() {
            return Optional.ofNullable(credential.expiresAt());
        }

        @Override
        public List<Role> narrow(List<Role> held) {
            return held.stream()
                    .filter(role -> credential.roleIds().contains(role.id()))
                    .toList();
        }
    }

    /**
     * An access token that a consumer holds (OAuth 1.0a).
     *
     * @param roleIds what the user passed on, with all that it implies
     */
    record ByAccessToken(AccessToken token, Set<String> roleIds) implements DelegatedBy {
        public ByAccessToken {
            roleIds = Set.copyOf(roleIds);
        }

        @Override
        public String id() {
            return token.id();
        }

        @Override
        public Optional<Instant> expiresAt() {
            return Optional.ofNullable(token.expiresAt());
        }

        @Override
        public List<Role> narrow(List<Role> held) {
            return held.stream().filter(role -> roleIds.contains(role.id())).toList();
        }
    }

    /** The id of what was handed on with. */
    String id();

    /** When it ends; empty for never. */
    Optional<Instant> expiresAt();

    /** Which of the roles that the user holds in the scope just now it passes on. */
    List<Role> narrow(List<Role> held);
}

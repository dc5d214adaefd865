package io.clavis.operator.identity;

import io.clavis.operator.resource.Keystone;
import java.util.Optional;

/** Logs in to Keystones, in one name or another. May be used by many threads. */
public final class Logins {
    private final Sessions sessions;
    private final Addresses addresses;

    public Logins(Sessions sessions, Addresses addresses) {
        this.sessions = sessions;
        this.addresses = addresses;
    }

    /**
     * As the administrator that bootstrap made; empty as long as nobody knows where the Keystone is. Nothing is asked
     * before something is done.
     *
     * @param password what the Secret of bootstrap holds
     */
    public Optional<Identity> administrator(Keystone keystone, String password) {
        var user = keystone.getSpec().bootstrap().adminUser();
        return addresses
                .of(keystone)
                .map(address -> new Identity(sessions.of(address, new Login(user, password, Login.ADMIN_PROJECT))));
    }

    /** As any user; empty as long as nobody knows where the Keystone is. */
    public Optional<Identity> user(Keystone keystone, Login login) {
        return addresses.of(keystone).map(address -> new Identity(sessions.of(address, login)));
    }

    /**
     * Whether a user is let in now, whatever was so before.
     *
     * @throws IdentityFailure where Keystone gives another answer than yes or no, or none
     */
    public boolean letsIn(Keystone keystone, Login login) {
        var address = addresses
                .of(keystone)
                .orElseThrow(() -> IdentityFailure.unclear("nobody knows yet where the Keystone is"));
        try {
            sessions.fresh(address, login).userId();
            return true;
        } catch (IdentityFailure failure) {
            if (failure.isUnauthorized()) {
                return false;
            }
            throw failure;
        }
    }
}

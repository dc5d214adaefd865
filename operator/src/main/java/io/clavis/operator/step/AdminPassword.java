package io.clavis.operator.step;

import io.clavis.operator.resource.Keystone;

/**
 * The rotation of the administrator's password. Its result goes to a Secret of its own rather than to the one in use: that
 * one is the store's, and only what came back from there is certain not to be lost.
 */
enum AdminPassword implements ScheduledRotation {
    ROTATION;

    @Override
    public String word() {
        return "admin-password";
    }

    @Override
    public String target() {
        return word();
    }

    @Override
    public String secret(Keystone keystone) {
        return keystone.getMetadata().getName() + "-admin-password-next";
    }

    @Override
    public String staging(Keystone keystone) {
        return keystone.getMetadata().getName() + "-admin-password-rotation";
    }

    @Override
    public String schedule(Keystone keystone) {
        return keystone.getSpec().passwordRotation().schedule();
    }

    @Override
    public boolean suspended(Keystone keystone) {
        return keystone.getSpec().passwordRotation().suspend();
    }
}

package io.clavis.operator.step;

import io.clavis.operator.resource.Keystone;

/** Something that a CronJob makes anew from time to time and lays down in a staging Secret, for the operator to check. */
interface ScheduledRotation {
    /** As names of objects have it, such as {@code fernet}. */
    String word();

    /** What the staging Secret is for, as its label says. */
    String target();

    /** The name of the Secret that the result goes to, which the CronJob may only read. */
    String secret(Keystone keystone);

    /** The name of the Secret that the CronJob lays its result down in. */
    String staging(Keystone keystone);

    /** The name of the CronJob, and of what it may do. */
    default String rotation(Keystone keystone) {
        return keystone.getMetadata().getName() + "-" + word() + "-rotate";
    }

    /** A cron expression of five fields. */
    String schedule(Keystone keystone);

    /** Whether nothing rotates for now. */
    boolean suspended(Keystone keystone);
}

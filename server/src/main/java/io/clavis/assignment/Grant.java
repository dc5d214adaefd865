package io.clavis.assignment;

/**
 * A role given to an actor on a target: one row of table assignment or system_assignment.
 *
 * @param inherited counts on the projects below the target, not on the target itself
 */
public record Grant(Actor actor, Target target, String roleId, boolean inherited) {
    /** A role that counts on the target itself. */
    public static Grant of(Actor actor, Target target, String roleId) {
        return new Grant(actor, target, roleId, false);
    }

    /** What {@code assignment.type} holds. */
    String type() {
        return actor.kind().typePart() + target.typePart();
    }

    /** Its name in the change feed. */
    String id() {
        return actor.id() + "/" + target.id() + "/" + roleId;
    }
}

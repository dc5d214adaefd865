package io.clavis.assignment;

/** Where a role is held. */
public sealed interface Target {
    /** A project. */
    record OnProject(String id) implements Target {}

    /** A domain. */
    record OnDomain(String id) implements Target {}

    /** The whole deployment. */
    record OnSystem() implements Target {
        @Override
        public String id() {
            return "system";
        }
    }

    /** What the column holds, and error messages say. */
    String id();

    /** The second half of {@code assignment.type}. */
    default String typePart() {
        return switch (this) {
            case OnProject project -> "Project";
            case OnDomain domain -> "Domain";
            case OnSystem system -> "System";
        };
    }

    /** Its address below {@code /v3}. */
    default String path() {
        return switch (this) {
            case OnProject project -> "/projects/" + project.id();
            case OnDomain domain -> "/domains/" + domain.id();
            case OnSystem system -> "/system";
        };
    }
}

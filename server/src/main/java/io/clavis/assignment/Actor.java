package io.clavis.assignment;

/** Who holds a role: a user or a group. */
public record Actor(Kind kind, String id) {
    /** The two kinds of actors. */
    public enum Kind {
        USER("User", "users", "user"),
        GROUP("Group", "groups", "group");

        private final String typePart;
        private final String pathPart;
        private final String text;

        Kind(String typePart, String pathPart, String text) {
            this.typePart = typePart;
            this.pathPart = pathPart;
            this.text = text;
        }

        /** The first half of {@code assignment.type}. */
        String typePart() {
            return typePart;
        }

        /** The segment of an address. */
        String pathPart() {
            return pathPart;
        }

        /** The word in the API. */
        String text() {
            return text;
        }
    }

    /** A user. */
    public static Actor user(String id) {
        return new Actor(Kind.USER, id);
    }

    /** A group. */
    public static Actor group(String id) {
        return new Actor(Kind.GROUP, id);
    }

    boolean isGroup() {
        return kind == Kind.GROUP;
    }

    /** Its address below {@code /v3}. */
    String path() {
        return "/" + kind.pathPart() + "/" + id;
    }
}

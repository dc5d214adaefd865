package io.clavis.resource;

import io.clavis.http.BadRequest;
import io.clavis.http.NotFound;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** What tags may look like, and how a project's tags change. */
final class Tags {
    private static final int LONGEST = 255;
    private static final int MOST = 80;

    private Tags() {}

    /** A step from a project's tags to its next ones. */
    @FunctionalInterface
    interface Change {
        List<String> of(Project before);
    }

    static void check(String tag) {
        if (tag.isEmpty() || tag.length() > LONGEST) {
            throw new BadRequest("'" + tag + "' is too " + (tag.isEmpty() ? "short" : "long"));
        }
        if (tag.contains(",") || tag.contains("/")) {
            throw new BadRequest("'" + tag + "' does not match '^[^,/]*$'");
        }
    }

    static void check(List<String> tags) {
        tags.forEach(Tags::check);
        if (tags.size() > MOST) {
            throw new BadRequest(tags + " is too long");
        }
        if (new HashSet<>(tags).size() < tags.size()) {
            throw new BadRequest(tags + " has non-unique elements");
        }
    }

    static List<String> plus(List<String> tags, String tag) {
        var more = new ArrayList<>(tags);
        more.add(tag);
        check(more);
        more.set(more.size() - 1, tag.strip());
        return more;
    }

    static List<String> minus(List<String> tags, String tag) {
        var less = new ArrayList<>(tags);
        if (!less.remove(tag)) {
            throw NotFound.of("project tag", tag);
        }
        return less;
    }
}

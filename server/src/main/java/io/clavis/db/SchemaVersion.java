package io.clavis.db;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The revisions that a database has, read from the heads in its {@code alembic_version}. */
record SchemaVersion(Set<String> heads) {
    SchemaVersion {
        heads = Set.copyOf(heads);
        for (String head : heads) {
            if (Revision.of(head).isEmpty()) {
                throw new SchemaException("The database has schema revision " + head
                        + ", which this release does not know: it was migrated by a newer one.");
            }
        }
    }

    boolean isEmpty() {
        return heads.isEmpty();
    }

    /** The newest revision of a branch; the root counts as the expand branch's, as upstream has it. */
    Optional<String> newest(Revision.Branch branch) {
        List<Revision> chain = branch == Revision.Branch.CONTRACT ? Revision.CONTRACT : Revision.EXPAND;
        Optional<String> head =
                chain.stream().map(Revision::id).filter(heads::contains).findFirst();
        boolean root = branch == Revision.Branch.EXPAND && heads.contains(Revision.ROOT.id());
        return root ? Optional.of(Revision.ROOT.id()) : head;
    }

    /** What is still to be done on a branch, oldest first, with the root where even that is missing. */
    List<Revision> missing(List<Revision> chain) {
        var missing = new ArrayList<Revision>();
        if (isEmpty()) {
            missing.add(Revision.ROOT);
        }
        int done = 0;
        for (int i = 0; i < chain.size(); i++) {
            if (heads.contains(chain.get(i).id())) {
                done = i + 1;
            }
        }
        missing.addAll(chain.subList(done, chain.size()));
        return missing;
    }

    /** Whether a revision was applied. */
    boolean has(Revision revision) {
        return !missing(chain(revision)).contains(revision);
    }

    private static List<Revision> chain(Revision revision) {
        return revision.branch() == Revision.Branch.CONTRACT ? Revision.CONTRACT : Revision.EXPAND;
    }

    /** The heads once a revision was applied: it takes its predecessor's place, or stands beside the other branch. */
    SchemaVersion with(Revision revision) {
        var after = new HashSet<>(heads);
        after.remove(Revision.ROOT.id());
        chain(revision).forEach(older -> after.remove(older.id()));
        after.add(revision.id());
        return new SchemaVersion(after);
    }
}

package io.clavis.db;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One of upstream's schema revisions, whose SQL is in the file of its name. */
record Revision(String id, Branch branch) {
    enum Branch {
        ROOT,
        EXPAND,
        CONTRACT
    }

    static final Revision ROOT = new Revision("27e647c0fad4", Branch.ROOT);

    /** What makes room for a newer release while the older one runs, oldest first. */
    static final List<Revision> EXPAND = branch(
            Branch.EXPAND, "29e87d24a316", "b4f8b3f584e0", "11c3b243b4cb", "47147121", "e8725d6fa226", "742c857f1dfb");

    /** What takes away what only the older release needed, oldest first. */
    static final List<Revision> CONTRACT = branch(Branch.CONTRACT, "e25ffa003242", "99de3849d860", "c88cdce8f248");

    private static List<Revision> branch(Branch branch, String... ids) {
        var revisions = new ArrayList<Revision>();
        for (String id : ids) {
            revisions.add(new Revision(id, branch));
        }
        return List.copyOf(revisions);
    }

    static Optional<Revision> of(String id) {
        var all = new ArrayList<>(List.of(ROOT));
        all.addAll(EXPAND);
        all.addAll(CONTRACT);
        return all.stream().filter(revision -> revision.id.equals(id)).findFirst();
    }
}

package io.clavis.identity;

import java.util.List;

/** Where a user has a role, directly, by group or by inheritance. Known to package assignment, given at composition. */
@FunctionalInterface
public interface UserProjects {
    /** The ids of the projects. */
    List<String> projectIdsOf(String userId);
}

package io.clavis.resource;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** The limits of projects, which stand above this package. */
@FunctionalInterface
public interface ProjectLimits {
    /** By project, as the API shows them; a project without any may be absent. */
    Map<String, List<ObjectNode>> of(Collection<String> projectIds);
}

package io.clavis.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.clavis.http.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

class HierarchyTest {
    private static final List<Project> CIRCLE = List.of(project("a", "c"), project("b", "a"), project("c", "b"));

    @Test
    void rowsThatFormACircleEnd() {
        assertThat(Hierarchy.upwards("a", CIRCLE)).extracting(Project::id).containsExactly("c", "b");
        assertThat(Hierarchy.downwards("a", CIRCLE)).extracting(Project::id).containsExactly("b", "c");
    }

    @Test
    void nothingAboveOrBelowIsNull() {
        assertThat(Hierarchy.parentsAsIds(List.of()).isNull()).isTrue();
        assertThat(Hierarchy.subtreeAsIds("a", List.of()).isNull()).isTrue();
    }

    @Test
    void siblingsStandSideBySide() {
        var below = List.of(project("b", "a"), project("c", "a"), project("d", "b"));
        assertThat(Hierarchy.subtreeAsIds("a", below).toString()).isEqualTo("{\"b\":{\"d\":null},\"c\":null}");
    }

    private static Project project(String id, String parent) {
        return new Project(id, id, "d", parent, false, true, "", List.of(), ResourceOptions.NONE, Json.object());
    }
}

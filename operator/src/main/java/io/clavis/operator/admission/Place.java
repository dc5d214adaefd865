package io.clavis.operator.admission;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** A value in a resource, with the way to it. What is not there is a place too. */
record Place(String path, JsonNode node) {
    /** The specification of a resource. */
    static Place spec(JsonNode resource) {
        return new Place("spec", resource.path("spec"));
    }

    Place at(String... names) {
        var place = this;
        for (var name : names) {
            place = new Place(place.path + "." + name, place.node.path(name));
        }
        return place;
    }

    /** The entries of a list. */
    List<Place> items() {
        var items = new ArrayList<Place>();
        for (int i = 0; i < node.size() && node.isArray(); i++) {
            items.add(new Place(path + "[" + i + "]", node.path(i)));
        }
        return items;
    }

    /** The members of an object by name. */
    List<Member> members() {
        return node.properties().stream()
                .map(member -> new Member(member.getKey(), at(member.getKey())))
                .toList();
    }

    boolean given() {
        return !node.isMissingNode() && !node.isNull();
    }

    /** Its text; empty where it is none. */
    String text() {
        return node.asText("");
    }

    int number(int otherwise) {
        return node.asInt(otherwise);
    }

    record Member(String name, Place place) {}
}

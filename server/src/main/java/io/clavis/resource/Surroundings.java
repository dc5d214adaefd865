package io.clavis.resource;

import java.util.List;
import java.util.function.Supplier;

/**
 * The projects around one, read when a rule asks for them.
 *
 * @param above its parent and all above that
 * @param below all below it
 */
record Surroundings(Supplier<List<Project>> above, Supplier<List<Project>> below) {}

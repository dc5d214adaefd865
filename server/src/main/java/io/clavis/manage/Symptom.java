package io.clavis.manage;

import io.clavis.config.Configuration;
import java.util.function.Predicate;

/**
 * Something that is commonly wrong.
 *
 * @param advice what to do about it
 */
record Symptom(String name, String advice, Predicate<Configuration> shows) {}

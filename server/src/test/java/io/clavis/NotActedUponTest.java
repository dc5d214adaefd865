package io.clavis;

import static org.assertj.core.api.Assertions.assertThat;

import io.clavis.config.NotActedUpon;
import io.clavis.config.Option;
import io.clavis.config.Options;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the list of options without effect to the sources: who acts upon an option takes it from the list. */
class NotActedUponTest {
    /** Read under names that are made at run time. */
    private static final List<String> BY_NAME = List.of("[saml2] remote_id_attribute");

    @Test
    void theListOfOptionsWithoutEffectIsTrue() throws Exception {
        var sources = sources();
        var wrong = new ArrayList<String>();
        for (var constant : constants().entrySet()) {
            var option = constant.getValue();
            boolean used = sources.contains(constant.getKey()) || BY_NAME.contains(option.toString());
            if (used == NotActedUpon.reason(option).isPresent()) {
                wrong.add(option + (used ? " is acted upon: take it from" : " is not acted upon: add it to")
                        + " not-acted-upon.tsv");
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** The options by the name that sources call them by; no such name is the beginning of another one here. */
    private static Map<String, Option<?>> constants() throws Exception {
        var constants = new HashMap<String, Option<?>>();
        for (var option : Options.all()) {
            assertThat(option.name()).isNotEmpty();
        }
        try (Stream<Path> files = Files.list(Path.of("../config/src/main/java/io/clavis/config"))) {
            for (var file : files.map(path -> path.getFileName().toString()).toList()) {
                if (file.endsWith("Options.java") && !file.equals("Options.java")) {
                    var holder = Class.forName("io.clavis.config." + file.replace(".java", ""));
                    for (var field : holder.getFields()) {
                        if (Modifier.isStatic(field.getModifiers()) && field.get(null) instanceof Option<?> option) {
                            constants.put(holder.getSimpleName() + "." + field.getName(), option);
                        }
                    }
                }
            }
        }
        return constants;
    }

    private record Sources(String text) {
        boolean contains(String constant) {
            return java.util.regex.Pattern.compile("\\b" + constant.replace(".", "\\.") + "\\b")
                    .matcher(text)
                    .find();
        }
    }

    // What only looks for mistakes, and what domains may store, acts upon nothing.
    private static Sources sources() throws IOException {
        var text = new StringBuilder();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (var file : files.filter(path -> path.toString().endsWith(".java"))
                    .filter(path -> !path.toString().endsWith("Symptoms.java"))
                    .filter(path -> !path.toString().endsWith("WhitelistedOptions.java"))
                    .filter(path -> !path.toString().endsWith("MappingPopulate.java"))
                    .toList()) {
                text.append(Files.readString(file));
            }
        }
        return new Sources(text.toString());
    }
}

package io.clavis.db;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs a test class once for each {@link TestDatabase}, which its constructor takes. The environment variable
 * {@code CLAVIS_TEST_DATABASES} (such as {@code sqlite,postgresql}) narrows them.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ParameterizedClass(name = "{0}")
@MethodSource("io.clavis.db.TestDatabase#chosen")
public @interface EveryDatabase {}

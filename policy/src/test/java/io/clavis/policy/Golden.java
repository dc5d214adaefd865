package io.clavis.policy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What {@code src/test/scripts/golden_policy.py} recorded from the real oslo.policy, and its inputs. */
final class Golden {
    private Golden() {}

    static Map<String, Object> json(String text) {
        return JsonMapper.shared().readValue(text, new TypeReference<>() {});
    }

    static String read(String name) {
        try (var in = Golden.class.getResourceAsStream("/golden/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Credentials credentials(Map<String, Object> persona) {
        return Credentials.builder()
                .userId((String) persona.get("user_id"))
                .userDomainId((String) persona.get("user_domain_id"))
                .projectId((String) persona.get("project_id"))
                .projectDomainId((String) persona.get("project_domain_id"))
                .domainId((String) persona.get("domain_id"))
                .systemScope((String) persona.get("system_scope"))
                .roles(strings(persona, "roles"))
                .serviceRoles(strings(persona, "service_roles"))
                .isAdminProject((Boolean) persona.getOrDefault("is_admin_project", true))
                .token(map(persona.getOrDefault("token", Map.of())))
                .build();
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    @SuppressWarnings("unchecked")
    private static List<String> strings(Map<String, Object> persona, String key) {
        return (List<String>) persona.getOrDefault(key, List.of());
    }
}

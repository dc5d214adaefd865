package io.clavis.config;

import java.util.List;
import java.util.Optional;

/** Options of the group DEFAULT that oslo.log reads. */
public final class LogOptions {
    private static final String GROUP = "DEFAULT";

    public static final Option<Boolean> DEBUG = Option.bool(GROUP, "debug", false, "Log at DEBUG instead of INFO");

    public static final Option<List<String>> DEFAULT_LOG_LEVELS = Option.list(
            GROUP,
            "default_log_levels",
            List.of(
                    "amqp=WARN",
                    "boto=WARN",
                    "sqlalchemy=WARN",
                    "suds=INFO",
                    "oslo.messaging=INFO",
                    "oslo_messaging=INFO",
                    "iso8601=WARN",
                    "requests.packages.urllib3.connectionpool=WARN",
                    "urllib3.connectionpool=WARN",
                    "websocket=WARN",
                    "requests.packages.urllib3.util.retry=WARN",
                    "urllib3.util.retry=WARN",
                    "keystonemiddleware=WARN",
                    "routes.middleware=WARN",
                    "stevedore=WARN",
                    "taskflow=WARN",
                    "keystoneauth=WARN",
                    "oslo.cache=INFO",
                    "oslo_policy=INFO",
                    "dogpile.core.dogpile=INFO",
                    "dogpile=INFO",
                    "routes=INFO"),
            "Levels of single loggers, as logger=LEVEL");

    public static final Option<Boolean> FATAL_DEPRECATIONS =
            Option.bool(GROUP, "fatal_deprecations", false, "Treat use of something deprecated as an error");

    public static final Option<String> INSTANCE_FORMAT =
            Option.string(GROUP, "instance_format", "[instance: %(uuid)s] ", "How an instance is shown in log lines");

    public static final Option<String> INSTANCE_UUID_FORMAT = Option.string(
            GROUP, "instance_uuid_format", "[instance: %(uuid)s] ", "How an instance's UUID is shown in log lines");

    public static final Option<Optional<String>> LOG_CONFIG_APPEND = Option.string(
                    GROUP, "log_config_append", "Python logging configuration file")
            .formerly(GROUP, "log-config")
            .formerly(GROUP, "log_config");

    public static final Option<String> LOG_DATE_FORMAT =
            Option.string(GROUP, "log_date_format", "%Y-%m-%d %H:%M:%S", "Format of times in log lines");

    public static final Option<Optional<String>> LOG_DIR =
            Option.string(GROUP, "log_dir", "Directory of relative log files").formerly(GROUP, "logdir");

    public static final Option<Optional<String>> LOG_FILE = Option.string(
                    GROUP, "log_file", "File to log to; by default standard error")
            .formerly(GROUP, "logfile");

    public static final Option<Boolean> LOG_COLOR = Option.bool(GROUP, "log_color", false, "Colour log lines by level");

    public static final Option<Integer> LOG_ROTATE_INTERVAL =
            Option.integer(GROUP, "log_rotate_interval", 1, "Units of time between rotations of the log file");

    public static final Option<String> LOG_ROTATE_INTERVAL_TYPE = Option.string(
                    GROUP, "log_rotate_interval_type", "days", "Unit of time between rotations")
            .choicesInAnyCase("Seconds", "Minutes", "Hours", "Days", "Weekday", "Midnight");

    public static final Option<String> LOG_ROTATION_TYPE = Option.string(
                    GROUP, "log_rotation_type", "none", "When the log file is rotated")
            .choicesInAnyCase("interval", "size", "none");

    public static final Option<String> LOGGING_CONTEXT_FORMAT_STRING = Option.string(
            GROUP,
            "logging_context_format_string",
            "%(asctime)s.%(msecs)03d %(process)d %(levelname)s %(name)s [%(global_request_id)s %(request_id)s %(user_identity)s] %(instance)s%(message)s",
            "Format of log lines within a request");

    public static final Option<String> LOGGING_DEBUG_FORMAT_SUFFIX = Option.string(
            GROUP,
            "logging_debug_format_suffix",
            "%(funcName)s %(pathname)s:%(lineno)d",
            "What is added to log lines at level DEBUG");

    public static final Option<String> LOGGING_DEFAULT_FORMAT_STRING = Option.string(
            GROUP,
            "logging_default_format_string",
            "%(asctime)s.%(msecs)03d %(process)d %(levelname)s %(name)s [-] %(instance)s%(message)s",
            "Format of log lines outside requests");

    public static final Option<String> LOGGING_EXCEPTION_PREFIX = Option.string(
            GROUP,
            "logging_exception_prefix",
            "%(asctime)s.%(msecs)03d %(process)d ERROR %(name)s %(instance)s",
            "What each line of a stack trace starts with");

    public static final Option<String> LOGGING_USER_IDENTITY_FORMAT = Option.string(
            GROUP,
            "logging_user_identity_format",
            "%(user)s %(project)s %(domain)s %(system_scope)s %(user_domain)s %(project_domain)s",
            "How user, project and domains are shown in log lines");

    public static final Option<Integer> MAX_LOGFILE_COUNT =
            Option.integer(GROUP, "max_logfile_count", 30, "Rotated log files that are kept");

    public static final Option<Integer> MAX_LOGFILE_SIZE_MB =
            Option.integer(GROUP, "max_logfile_size_mb", 200, "Megabytes after which the log file is rotated");

    public static final Option<Boolean> PUBLISH_ERRORS =
            Option.bool(GROUP, "publish_errors", false, "Send errors as notifications");

    public static final Option<Integer> RATE_LIMIT_BURST =
            Option.integer(GROUP, "rate_limit_burst", 0, "Most log lines per interval; 0 for no limit");

    public static final Option<String> RATE_LIMIT_EXCEPT_LEVEL = Option.string(
                    GROUP, "rate_limit_except_level", "CRITICAL", "Level from which log lines are never dropped")
            .choices("CRITICAL", "ERROR", "INFO", "WARNING", "DEBUG", "");

    public static final Option<Integer> RATE_LIMIT_INTERVAL = Option.integer(
            GROUP, "rate_limit_interval", 0, "Seconds of the interval that log lines are counted in; 0 for no limit");

    public static final Option<String> SYSLOG_LOG_FACILITY =
            Option.string(GROUP, "syslog_log_facility", "LOG_USER", "Syslog facility of log lines");

    public static final Option<Boolean> USE_JOURNAL =
            Option.bool(GROUP, "use_journal", false, "Log to systemd's journal");

    public static final Option<Boolean> USE_JSON = Option.bool(GROUP, "use_json", false, "Log JSON");

    public static final Option<Boolean> USE_SYSLOG = Option.bool(GROUP, "use_syslog", false, "Log to syslog");

    public static final Option<Boolean> USE_STDERR = Option.bool(GROUP, "use_stderr", false, "Log to standard error");

    static final List<Option<?>> ALL = List.of(
            DEBUG,
            DEFAULT_LOG_LEVELS,
            FATAL_DEPRECATIONS,
            INSTANCE_FORMAT,
            INSTANCE_UUID_FORMAT,
            LOG_CONFIG_APPEND,
            LOG_DATE_FORMAT,
            LOG_DIR,
            LOG_FILE,
            LOG_COLOR,
            LOG_ROTATE_INTERVAL,
            LOG_ROTATE_INTERVAL_TYPE,
            LOG_ROTATION_TYPE,
            LOGGING_CONTEXT_FORMAT_STRING,
            LOGGING_DEBUG_FORMAT_SUFFIX,
            LOGGING_DEFAULT_FORMAT_STRING,
            LOGGING_EXCEPTION_PREFIX,
            LOGGING_USER_IDENTITY_FORMAT,
            MAX_LOGFILE_COUNT,
            MAX_LOGFILE_SIZE_MB,
            PUBLISH_ERRORS,
            RATE_LIMIT_BURST,
            RATE_LIMIT_EXCEPT_LEVEL,
            RATE_LIMIT_INTERVAL,
            SYSLOG_LOG_FACILITY,
            USE_JOURNAL,
            USE_JSON,
            USE_SYSLOG,
            USE_STDERR);

    private LogOptions() {}
}

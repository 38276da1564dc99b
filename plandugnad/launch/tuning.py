"""PostgreSQL's settings for a small machine. They are given on the command line, so a new version may change them."""

from pathlib import Path

SETTINGS = {
    "listen_addresses": "",  # no network: only the socket
    "port": "5432",
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "shared_buffers": "128MB",
    "effective_cache_size": "1GB",
    "work_mem": "8MB",
    "maintenance_work_mem": "64MB",
    "max_wal_size": "512MB",
    "jit": "off",  # our queries are short; compiling them costs more than it gives
    # What is saved is on the disk before anyone is told so. Never to be loosened.
    "fsync": "on",
    "full_page_writes": "on",
    "synchronous_commit": "on",
    "logging_collector": "off",
    "log_destination": "stderr",
    # A query that fails is told of by whoever asked it. Here it would stand with the names and addresses it was about.
    "log_min_messages": "log",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_checkpoints": "off",
    "log_line_prefix": "%m [%p] ",
    "lc_messages": "C",
}


def command_line(cluster: Path, socket_folder: Path) -> list[str]:
    wanted = SETTINGS | {"unix_socket_directories": f'"{socket_folder}"'}
    return ["-D", str(cluster), *(part for name, value in wanted.items() for part in ("-c", f"{name}={value}"))]

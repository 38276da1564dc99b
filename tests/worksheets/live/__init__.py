"""Over the wire: a real server in a process of its own, real connections, a real database."""

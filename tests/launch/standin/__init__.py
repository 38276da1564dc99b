"""A product as small as can be, so that starting and stopping is tested without waiting for the real one."""

"""Binds what the rings leave open to each other: today the jobs every app brings to the one worker."""

from procrastinate import App


def configure_jobs(app: App) -> None:
    """Jobs register themselves on this app when their modules are read (procrastinate finds `tasks` and `jobs`)."""

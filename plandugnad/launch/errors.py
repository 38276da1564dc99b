class LaunchError(Exception):
    """Something stands in the way; the text is a whole Norwegian sentence for the person at the keyboard."""


class AlreadyRunningError(LaunchError):
    """Another Plandugnad holds the folder."""


class StoppedError(Exception):
    """The person asked us to stop while something was being done."""

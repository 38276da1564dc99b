"""The figures of `/helse/tall`, in Prometheus' text format."""

from collections.abc import Iterable, Iterator

from django.db import connection

from plandugnad.config import counts
from plandugnad.core.health import heartbeat_age_seconds

_JOBS = """
SELECT count(*) FILTER (WHERE status = 'todo'), count(*) FILTER (WHERE status = 'doing'),
       count(*) FILTER (WHERE status = 'failed'),
       coalesce(extract(epoch FROM now() - min(coalesce(scheduled_at, added.at)) FILTER (
           WHERE status = 'todo' AND coalesce(scheduled_at, added.at) <= now())), 0)::float
FROM procrastinate_jobs AS job
LEFT JOIN LATERAL (
    SELECT min(event.at) AS at FROM procrastinate_events AS event
    WHERE event.job_id = job.id AND event.type = 'deferred'
) AS added ON true
WHERE status IN ('todo', 'doing', 'failed')
"""
_MAIL = """
SELECT count(*) FILTER (WHERE failed_at IS NULL), count(*) FILTER (WHERE failed_at IS NOT NULL) FROM core_outgoingmail
"""
_SIZE = "SELECT pg_database_size(current_database())"


def figures() -> str:
    return "".join(f"{line}\n" for line in (*_requests(counts.read()), *_jobs(), *_rest()))


def _requests(counted: list[counts.Counted]) -> Iterator[str]:
    yield from _about("plandugnad_requests_total", "counter", "Requests by route and class of status")
    for one in counted:
        for status, count in zip(counts.STATUSES, one.statuses, strict=True):
            if count:
                yield f'plandugnad_requests_total{{route="{one.route}",status="{status}"}} {count}'
    yield from _about("plandugnad_request_seconds", "histogram", "Seconds from the worker taking the request")
    for one in counted:
        for limit, count in zip(counts.BUCKETS_SECONDS, one.buckets, strict=True):
            le = "+Inf" if limit == float("inf") else f"{limit:g}"
            yield f'plandugnad_request_seconds_bucket{{route="{one.route}",le="{le}"}} {count}'
        yield f'plandugnad_request_seconds_sum{{route="{one.route}"}} {one.seconds:.6f}'
        yield f'plandugnad_request_seconds_count{{route="{one.route}"}} {one.buckets[-1]}'


def _jobs() -> Iterator[str]:
    waiting, doing, failed, oldest = _row(_JOBS)
    yield from _about("plandugnad_jobs", "gauge", "Jobs by state")
    yield from (f'plandugnad_jobs{{state="{state}"}} {count}' for state, count in
                (("waiting", waiting), ("doing", doing), ("failed", failed)))  # fmt: skip
    yield from _gauge("plandugnad_jobs_oldest_waiting_seconds", "How late the job that is most overdue is", oldest)
    age = heartbeat_age_seconds()
    if age is not None:
        yield from _gauge("plandugnad_worker_heartbeat_seconds", "Seconds since a worker last said that it lives", age)


def _rest() -> Iterator[str]:
    waiting, failed = _row(_MAIL)
    yield from _about("plandugnad_mail", "gauge", "Outgoing mail by state")
    yield f'plandugnad_mail{{state="waiting"}} {waiting}'
    yield f'plandugnad_mail{{state="failed"}} {failed}'
    yield from _gauge("plandugnad_database_bytes", "Size of the database", _row(_SIZE)[0])


def _gauge(name: str, what: str, value: float) -> Iterable[str]:
    return (*_about(name, "gauge", what), f"{name} {value:g}" if isinstance(value, float) else f"{name} {value}")


def _about(name: str, kind: str, what: str) -> Iterable[str]:
    return (f"# HELP {name} {what}", f"# TYPE {name} {kind}")


def _row(question: str) -> tuple[float, ...]:
    with connection.cursor() as cursor:
        cursor.execute(question)
        row: tuple[float, ...] = cursor.fetchone()
        return row

import os
import time
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import path


def health(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok")


def who(request: HttpRequest) -> HttpResponse:
    return HttpResponse(str(os.getpid()))


def note(request: HttpRequest, text: str) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO standin_note (text) VALUES (%s)", [text])
    return HttpResponse("saved")


def notes(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM standin_note ORDER BY id")
        return HttpResponse(" ".join(row[0] for row in cursor.fetchall()))


def address(request: HttpRequest) -> HttpResponse:
    return HttpResponse(os.environ["PLANDUGNAD_BASE_URL"] + " " + settings.SECRET_KEY[:4])


def length(request: HttpRequest) -> HttpResponse:
    return HttpResponse(str(len(request.body)))


def slowly(request: HttpRequest) -> HttpResponse:
    Path(os.environ["PLANDUGNAD_DATA"], "slowly").touch()
    time.sleep(1.5)
    return HttpResponse("done")


def given(request: HttpRequest) -> HttpResponse:
    return HttpResponse(" ".join(request.META))


def taken_in(request: HttpRequest) -> HttpResponse:
    return HttpResponse(str(sum(len(piece) for piece in iter(lambda: request.read(65536), b""))))


def forwarded(request: HttpRequest) -> HttpResponse:
    return HttpResponse(request.META.get("HTTP_X_FORWARDED_FOR", ""))


def stream(request: HttpRequest) -> StreamingHttpResponse:
    return StreamingHttpResponse(b"plan" for _ in range(5000))


urlpatterns = [
    path("length", length),
    path("slowly", slowly),
    path("given", given),
    path("stream", stream),
    path("forwarded", forwarded),
    path("taken_in", taken_in),
    path("helse", health),
    path("who", who),
    path("note/<str:text>", note),
    path("notes", notes),
    path("address", address),
]

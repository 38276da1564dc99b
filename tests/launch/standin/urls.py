import os

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
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


urlpatterns = [
    path("helse", health),
    path("who", who),
    path("note/<str:text>", note),
    path("notes", notes),
    path("address", address),
]

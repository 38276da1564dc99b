"""Compresses what is text. Workbooks, zip files and pictures are compressed as they are, and keep their length."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

_TEXT = ("text/", "application/json", "application/geo+json", "image/svg+xml")


class TextCompression(GZipMiddleware):
    """Django adds up to 100 random bytes, so the length of an answer tells nothing of what is in it (BREACH)."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if response.streaming or not response.headers.get("Content-Type", "").startswith(_TEXT):
            return response
        return super().process_response(request, response)

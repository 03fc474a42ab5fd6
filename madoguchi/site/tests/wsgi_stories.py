"""Pages that exist only to be looked at through the bridge; a Django URL configuration of its own."""

from __future__ import annotations

import io
import threading

from django.contrib.auth import get_user_model
from django.http import FileResponse, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

STREAM = {"made": 0, "closed": threading.Event()}


def count(request: HttpRequest) -> HttpResponse:
    return JsonResponse(
        {"users": get_user_model().objects.count(), "thread": threading.current_thread().name}
    )


@csrf_exempt
def echo(request: HttpRequest) -> HttpResponse:
    response = JsonResponse(
        {
            "method": request.method,
            "path": request.path,
            "query": request.META["QUERY_STRING"],
            "length": len(request.body),
            "script": request.META["SCRIPT_NAME"],
            "address": request.META["REMOTE_ADDR"],
            "secure": request.is_secure(),
            "twice": request.headers.get("X-Twice"),
            "shadow": request.META.get("HTTP_X_SHADOW"),
            "cookies": request.COOKIES,
        }
    )
    response.set_cookie("a", "1")
    response.set_cookie("b", "2")
    return response


def stream(request: HttpRequest) -> StreamingHttpResponse:
    STREAM["made"] = 0
    STREAM["closed"].clear()

    def pieces():
        try:
            for _ in range(int(request.GET["pieces"])):
                STREAM["made"] += 1
                yield b"x" * 65_536
        finally:
            STREAM["closed"].set()

    return StreamingHttpResponse(pieces())


def file(request: HttpRequest) -> FileResponse:
    return FileResponse(io.BytesIO(b"0123456789" * 100_000), filename="numbers.txt")


def fails(request: HttpRequest) -> StreamingHttpResponse:
    def pieces():
        yield b"half a page"
        yield b"more"
        raise RuntimeError("a fault while streaming")

    return StreamingHttpResponse(pieces())


urlpatterns = [
    path("count", count),
    path("echo", echo),
    path("窓口/echo", echo),
    path("stream", stream),
    path("file", file),
    path("fails", fails),
]

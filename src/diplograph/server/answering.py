"""Says who answers what: from the path of a request to its reply."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING

from diplograph.errors import DiplographError, QueryError
from diplograph.server.answer_pages import answer_question_page, answer_why_page
from diplograph.server.api import answer_openapi, answer_search, answer_why
from diplograph.server.description import answer_void
from diplograph.server.endpoint import answer_graph, answer_sparql
from diplograph.server.front_pages import (
    answer_documents,
    answer_found,
    answer_index,
    answer_interface,
    answer_query,
    answer_questions,
)
from diplograph.server.layout import answer_style, send_page
from diplograph.server.linked import answer_iri, answer_resource
from diplograph.server.messages import RequestError, refuse
from diplograph.server.names import HOME
from diplograph.server.question_api import answer_list, answer_question

if TYPE_CHECKING:
    from collections.abc import Callable

    from diplograph.server.messages import Reply, Request
    from diplograph.server.site import Site

    Answer = Callable[[Site, Request], Reply]

#: What answers a path, with or without a slash at its end.
_PATHS: dict[str, Answer] = {
    "/": answer_index,
    "/sparql": answer_sparql,
    "/query": answer_query,
    "/graph": answer_graph,
    "/void": answer_void,
    "/.well-known/void": answer_void,
    "/documents": answer_documents,
    "/questions": answer_questions,
    "/search": answer_found,
    "/why": answer_why_page,
    "/resource": answer_resource,
    "/api": answer_interface,
    "/api/questions": answer_list,
    "/api/search": answer_search,
    "/api/why": answer_why,
    "/api/openapi.json": answer_openapi,
    "/static/style.css": answer_style,
}
#: What answers the paths that begin so.
_BEGINNINGS: dict[str, Answer] = {
    "/api/questions/": answer_question,
    "/questions/": answer_question_page,
    HOME: answer_iri,
}
#: The paths that take a POST.
_POSTED = frozenset({"/sparql", "/graph"})


def answer(site: Site, request: Request) -> Reply:
    """Answer a request; whatever is wrong with it becomes a reply with the status that says so."""
    try:
        return _find(request)(site, request)
    except RequestError as error:
        return _refuse(error, request)
    except QueryError as error:
        return _refuse(RequestError(400, str(error)), request)
    except DiplographError as error:
        return _refuse(RequestError(500, str(error)), request)


def _refuse(error: RequestError, request: Request) -> Reply:
    """Refuse a request, browsers with a page."""
    reply = refuse(error)
    if "text/html" not in request.headers.get("accept", "") or request.path.startswith("/api/"):
        return reply
    title = {404: "Not here", 503: "Too much to do"}.get(error.status, "That cannot be answered")
    body = f'<h1>{title}</h1>\n<p class="error" role="alert">{escape(str(error))}</p>\n<p><a href="/">To the beginning</a></p>\n'
    return replace(
        send_page(title, body, status=error.status, headers={**error.headers, "Cache-Control": "no-store"}), keep=False
    )


def _find(request: Request) -> Answer:
    """Find what answers a request.

    Raises:
        RequestError: Nothing does, or not by this method.
    """
    path = request.path.rstrip("/") or "/"
    if request.method == "POST" and path not in _POSTED:
        raise RequestError(405, "nothing is taken here", headers={"Allow": "GET, HEAD, OPTIONS"})
    if path in _PATHS:
        return _PATHS[path]
    for beginning, found in _BEGINNINGS.items():
        if request.path.startswith(beginning):
            return found
    raise RequestError(404, "there is nothing here", expected="/ leads to everything")

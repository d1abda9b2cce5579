"""The pages for what went wrong; each says what to do next."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def _page(request: HttpRequest, status: int, title: str, text: str) -> HttpResponse:
    return render(request, "review/error.html", {"title": title, "text": text}, status=status)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that this page is for others."""
    text = "Diese Seite ist für Personen mit einer anderen Aufgabe. Ihre Arbeit ist gesichert."
    return _page(request, 403, "Kein Zugang", text)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that there is nothing here, or nothing for this person."""
    text = "Die Seite gibt es nicht, oder die Nachricht gehört zu einem anderen Team."
    return _page(request, 404, "Nicht gefunden", text)


def broken(request: HttpRequest) -> HttpResponse:
    """Say that the fault is ours; no template, for that may be what broke."""
    text = (
        "<!doctype html><html lang=de><meta charset=utf-8><title>Fehler</title>"
        "<h1>Das hat nicht geklappt</h1><p>Der Fehler liegt beim Programm. Bitte laden Sie die "
        "Seite neu. Ihr Entwurf ist gesichert.</p></html>"
    )
    return HttpResponse(text, status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that a form was too old."""
    text = "Die Seite war zu lange offen. Bitte gehen Sie zurück und laden Sie sie neu."
    return _page(request, 403, "Bitte noch einmal", text)


def conflict(request: HttpRequest, message_pk: int, name: str) -> HttpResponse:
    """Say that somebody else was quicker; nothing was changed, the draft is kept."""
    who = name or "Eine andere Person"
    values = {"who": who, "pk": message_pk}
    return render(request, "review/conflict.html", values, status=409)

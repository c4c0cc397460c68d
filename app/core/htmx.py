"""Fragments: pieces of pages under /f/, never pages themselves."""

from flask import make_response, request


def wants_fragment() -> bool:
    """Was this asked by htmx?"""
    return "HX-Request" in request.headers


def go_to(url: str):
    """Sends the whole browser to `url` after a fragment's form (htmx reads HX-Redirect)."""
    response = make_response("", 204)
    response.headers["HX-Redirect"] = url
    return response

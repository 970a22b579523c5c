"""A program that talks to the desk's API, as one does with a token."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.test import Client

from events.models import Event, Token

DESK = "/api/v1/desk/"


def make_token(user: User, scope: str = "publish", event: Event | None = None, **facts: Any) -> str:
    """Its secret."""
    may = {"may_write": scope != "read", "may_publish": scope == "publish"}
    token = Token(user=user, name=f"a program of {user}", event=event, **may, **facts)
    secret = token.new_secret()
    token.save()
    return secret


class Program:
    def __init__(self, secret: str) -> None:
        self.client, self.secret = Client(headers={"Authorization": f"Bearer {secret}"}), secret

    def send(self, method: str, path: str, data: Any = None, **headers: str) -> Any:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        kind = {} if data is None else {"data": data, "content_type": "application/json"}
        path = path if path.startswith("/") else path.removeprefix("http://127.0.0.1:8000").removeprefix(DESK)
        return getattr(self.client, method)(path if path.startswith("/") else DESK + path, headers=named, **kind)

    def get(self, path: str, status: int = 200, **headers: str) -> Any:
        return self.read("get", path, status, None, **headers)

    def post(self, path: str, data: Any, status: int = 201, **headers: str) -> Any:
        return self.read("post", path, status, data, **headers)

    def read(self, method: str, path: str, status: int, data: Any = None, **headers: str) -> Any:
        response = self.send(method, path, data, **headers)
        assert response.status_code == status, (response.status_code, response.content)
        if response.content:
            kind = "application/problem+json" if status >= 400 else "application/json"
            assert response["Content-Type"] == kind
        return response.json() if response.content else None

    def etag(self, path: str) -> str:
        return str(self.send("get", path)["ETag"])

    def change(self, path: str, data: Any, status: int = 200, method: str = "patch") -> Any:
        """As somebody who has just read it."""
        return self.read(method, path, status, data, If_Match=self.etag(path))

"""Who may ask the preview: programs that know its token, under its own name, from its own page."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HOST = "127.0.0.1"
_NAMES = (HOST, "localhost")
_HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
}


def new_token() -> str:
    """Return a token that nobody can guess."""
    return secrets.token_urlsafe(24)


@dataclass(frozen=True, slots=True)
class Gate:
    """Lets requests through to an application whose addresses begin with the token; refuses all others.

    A page of another site cannot know the token. Should it leak, the name in `Host` tells a name that was
    bound to this machine (DNS rebinding), and `Origin` and `Sec-Fetch-Site` tell another site.
    """

    application: ASGIApp
    token: str
    port: int

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self.application(scope, receive, send)
            return
        refusal = self._refusal(scope)
        if refusal:
            await PlainTextResponse(refusal[1] + "\n", refusal[0], headers=_HEADERS)(scope, receive, send)
            return
        prefix = f"/{self.token}"
        if scope["path"] == prefix:
            await RedirectResponse(f"{prefix}/", headers=_HEADERS)(scope, receive, send)
            return
        inner = {**scope, "path": scope["path"].removeprefix(prefix), "root_path": "", "raw_path": b""}

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.application(inner, receive, send_with_headers)

    def _refusal(self, scope: Scope) -> tuple[int, str] | None:
        headers = Headers(scope=scope)
        origins = {f"http://{name}:{self.port}" for name in _NAMES}
        if headers.get("host") not in {f"{name}:{self.port}" for name in _NAMES}:
            return 421, "this is the preview of Dossier; it answers under its own name only"
        if headers.get("origin", next(iter(origins))) not in origins:
            return 403, "this is the preview of Dossier; it answers its own page only"
        if headers.get("sec-fetch-site", "none") not in ("none", "same-origin"):
            return 403, "this is the preview of Dossier; it answers its own page only"
        # A request line may have no path at all, as `OPTIONS *`.
        own_token = scope["path"].removeprefix("/").split("/")[0]
        if not scope["path"].startswith("/") or not secrets.compare_digest(
            own_token.encode(), self.token.encode()
        ):
            return 404, "nothing is here; use the address that `dossier preview` printed"
        return None

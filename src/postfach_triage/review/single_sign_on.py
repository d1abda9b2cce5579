"""Logging in with the office's own accounts: OpenID Connect, by an identity provider of the house.

The provider says who somebody is; what they may see is set on this page alone. Nobody gets an
account by logging in. OpenID Connect Core 1.0, section 3.1; PKCE, RFC 7636.
"""

from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, get_user_model
from django.contrib.auth.backends import ModelBackend
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest
from django.urls import reverse
from mozilla_django_oidc.auth import OIDCAuthenticationBackend
from mozilla_django_oidc.utils import import_from_settings

BACKEND = "postfach_triage.review.single_sign_on.Backend"
CALLBACK = "oidc_authentication_callback"
_OURS = {
    "OIDC_OP_AUTHORIZATION_ENDPOINT": "authorization_endpoint",
    "OIDC_OP_TOKEN_ENDPOINT": "token_endpoint",
    "OIDC_OP_USER_ENDPOINT": "userinfo_endpoint",
    "OIDC_OP_JWKS_ENDPOINT": "jwks_uri",
    "OIDC_RP_CLIENT_ID": "client",
    "OIDC_RP_CLIENT_SECRET": "secret",
}


def setting(name: str, *default: Any) -> Any:
    """Return a setting of the library: what the provider told, or Django's."""
    if name in _OURS:
        return getattr(settings.SINGLE_SIGN_ON, _OURS[name])
    return import_from_settings(name, *default)


def came_by_it(request: HttpRequest) -> bool:
    """Say whether this session began at the provider."""
    return request.session.get(BACKEND_SESSION_KEY) == BACKEND


def is_callback(request: HttpRequest, credentials: dict[str, Any] | None = None) -> bool:
    """Say whether the provider sends somebody back: no password is tried there, none is counted."""
    return request.path == reverse(CALLBACK)


class Backend(OIDCAuthenticationBackend):
    """Finds the person the provider speaks of; never makes one."""

    get_settings = staticmethod(setting)

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> Any:
        """Return the person the provider sent back; a password is none of its business."""
        return super().authenticate(request, **credentials) if "nonce" in credentials else None

    def verify_token(self, token: str, **kwargs: Any) -> dict[str, Any]:
        """Return what the token says, if it is this provider's, and meant for this page."""
        payload: dict[str, Any] = super().verify_token(token, **kwargs)
        audience = payload.get("aud")
        ours = self.OIDC_RP_CLIENT_ID in (audience if isinstance(audience, list) else [audience])
        if not ours or payload.get("iss") != settings.SINGLE_SIGN_ON.issuer:
            raise SuspiciousOperation("the token is meant for somebody else")
        return payload

    def get_userinfo(self, access_token: str, id_token: str, payload: dict[str, Any]) -> Any:
        """Return what the provider says of the person; it must be the one of the token."""
        said = super().get_userinfo(access_token, id_token, payload)
        if said.get("sub") != payload.get("sub"):
            raise SuspiciousOperation("the provider speaks of somebody else")
        return said

    def verify_claims(self, claims: dict[str, Any]) -> bool:
        """Say whether the claim that names people is there."""
        return bool(claims.get(settings.SINGLE_SIGN_ON.claim))

    def filter_users_by_claims(self, claims: dict[str, Any]) -> Any:
        """Return the person with this user name, if there is one."""
        named = claims[settings.SINGLE_SIGN_ON.claim]
        return get_user_model().objects.filter(username__iexact=named)

    def get_user(self, user_id: int) -> Any:
        """Return the person of a session; whoever was switched off is out at once."""
        return ModelBackend.get_user(self, user_id)

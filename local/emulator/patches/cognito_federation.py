"""Sign-in through a foreign OpenID provider, as Cognito does it.

MiniStack by itself forgets the code challenge (PKCE) on this way, believes any ID token, answers a
provider's refusal with its own JSON instead of sending the browser back, lets a name that somebody registered
stand for a foreign user, and takes providers that the client does not offer. Its domain has no server on this
machine: the gateway is the domain, and an address that a stack names without a host is one of the gateway's.
"""

import os
import threading
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from emulator.patches.foreign_id_token import checked_claims, fetch_json
from emulator.patches.pinned import pinned

Answer = tuple[int, dict[str, str], bytes]


def install() -> None:
    """Replace the three steps of the way and what they read addresses with."""
    from ministack.services import cognito

    domain = pinned(cognito, "_pool_domain_base_url", "amazoncognito.com")
    cognito._pool_domain_base_url = lambda pool: gateway() or domain(pool)
    endpoint = pinned(cognito, "_oidc_endpoint", "details.get(key)")
    cognito._oidc_endpoint = lambda details, key: absolute(endpoint(details, key))
    _check_authorize(cognito)
    _check_response(cognito)
    _check_token(cognito)


def gateway() -> str:
    """Where browsers reach this machine's platform; empty in a test of the emulator alone."""
    return os.environ.get("CONSOLE_URL", "").rstrip("/")


def absolute(url: str) -> str:
    return f"{gateway()}{url}" if url.startswith("/") else url


def _declared(redirect_uri: str, callbacks: list[str]) -> str:
    """The callback as the client's settings name it: with the gateway's address, or without."""
    for callback in callbacks:
        if absolute(callback) == redirect_uri:
            return callback
    return redirect_uri


def _check_authorize(cognito: Any) -> None:
    begin = pinned(cognito, "_oauth2_authorize_federation", "_auth_codes[relay_key]", '"state": relay_key')

    def authorize(query: dict[str, Any]) -> Answer:
        def asked(name: str) -> str:
            return cognito._qp(query, name)

        client = cognito._find_pool_by_client_id(asked("client_id"))[2] or {}
        redirect_uri = asked("redirect_uri")
        declared = _declared(redirect_uri, client.get("CallbackURLs", []))
        if asked("identity_provider") not in client.get("SupportedIdentityProviders", []):
            return cognito._oauth2_error("invalid_request", "the client does not offer this provider")
        if declared in client.get("CallbackURLs", []):
            refused = cognito._pkce_error_redirect(
                redirect_uri, asked("code_challenge"), asked("code_challenge_method"), asked("state")
            )
            if refused:
                return refused
        answer: Answer = begin({**query, "redirect_uri": declared})
        relay = cognito._auth_codes.get(_parameter(answer, "state"))
        if relay is not None:
            relay.update(redirect_uri=redirect_uri, code_challenge=asked("code_challenge"))
        return answer

    cognito._oauth2_authorize_federation = authorize


def _check_response(cognito: Any) -> None:
    finish = pinned(
        cognito, "_oauth2_idp_response", "_decode_id_token_unverified(id_token)", '"type": "code"'
    )
    decode = pinned(cognito, "_decode_id_token_unverified")
    under_way = threading.local()

    def decoded(token: str) -> dict[str, Any]:
        relay = getattr(under_way, "relay", None)
        return decode(token) if relay is None else _foreign_claims(cognito, relay, token)

    def respond(method: str, body: bytes, query: dict[str, Any]) -> Answer:
        form = parse_qs((body or b"").decode("utf-8", errors="replace")) if method == "POST" else {}

        def given(name: str) -> str:
            return cognito._qp(query, name) or form.get(name, [""])[0]

        relay = cognito._auth_codes.get(given("state"))
        if relay is None or relay.get("type") != "relay":
            return finish(method, body, query)
        if given("error"):
            cognito._auth_codes.pop(given("state"), None)
            return _sent_back(relay, given("error_description") or given("error"))
        under_way.relay = relay
        try:
            answer: Answer = finish(method, body, query)
        finally:
            under_way.relay = None
        if answer[0] >= 400:
            return _sent_back(relay, answer[2].decode("utf-8", errors="replace"))
        cognito._auth_codes[_parameter(answer, "code")]["code_challenge"] = relay.get("code_challenge", "")
        return answer

    cognito._decode_id_token_unverified = decoded
    cognito._oauth2_idp_response = respond


def _check_token(cognito: Any) -> None:
    exchange = pinned(cognito, "_oauth2_token", "code_data = _auth_codes.pop(code, None)")

    def token(data: Any, query: Any, raw_body: bytes = b"", headers: dict[str, str] | None = None) -> Answer:
        form = {name: values[0] for name, values in parse_qs((raw_body or b"").decode()).items()}
        code = form.get("code", "")
        challenge = cognito._auth_codes.get(code, {}).get("code_challenge", "")
        if challenge and not cognito._verify_pkce(form.get("code_verifier", ""), challenge, "S256"):
            cognito._auth_codes.pop(code, None)
            return cognito._oauth2_error("invalid_grant", "PKCE verification failed.")
        return exchange(data, query, raw_body, headers)

    cognito._oauth2_token = token


def _foreign_claims(cognito: Any, relay: dict[str, Any], token: str) -> dict[str, Any]:
    pool = cognito._get_pool_unscoped(relay["pool_id"])
    name = relay["provider_name"]
    details = pool["_identity_providers"][name]["ProviderDetails"]
    issuer = absolute(details.get("oidc_issuer", ""))
    keys = absolute(details.get("jwks_uri", "")) or str(
        fetch_json(f"{issuer.rstrip('/')}/.well-known/openid-configuration").get("jwks_uri", "")
    )
    claims = checked_claims(token, issuer, details.get("client_id", ""), keys)
    taken = pool["_users"].get(f"{name}_{claims.get('sub')}")
    if taken is not None and taken.get("UserStatus") != "EXTERNAL_PROVIDER":
        raise ValueError(f"Already found an entry for username {taken['Username']}")
    # Attributes are text in Cognito, and an address that nobody verified is not verified.
    words = {key: str(value).lower() if isinstance(value, bool) else value for key, value in claims.items()}
    return {"email_verified": "false", **words}


def _parameter(answer: Answer, name: str) -> str:
    """A query parameter of the address that an answer sends to."""
    return parse_qs(urlsplit(answer[1].get("Location", "")).query).get(name, [""])[0]


def _sent_back(relay: dict[str, Any], why: str) -> Answer:
    """Cognito sends the browser back to the application whatever went wrong at the provider."""
    query = {
        "error_description": f"{relay['provider_name']} Error - {why}",
        "error": "invalid_request",
        **({"state": relay["state"]} if relay.get("state") else {}),
    }
    address = relay["redirect_uri"]
    separator = "&" if "?" in address else "?"
    return 302, {"Location": f"{address}{separator}{urlencode(query)}", "Cache-Control": "no-store"}, b""

"""Check a foreign provider's ID token as OpenID Connect Core 1.0 §3.1.3.7 asks and Cognito does."""

import base64
import json
import time
import urllib.request
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

FETCH_SECONDS = 10
CLOCK_SLACK_SECONDS = 60


def fetch_json(url: str) -> dict[str, Any]:
    """The JSON object at an address; a `ValueError` says what is wrong with it."""
    try:
        with urllib.request.urlopen(url, timeout=FETCH_SECONDS) as response:
            answer = json.loads(response.read().decode("utf-8"))
    except OSError as error:
        raise ValueError(f"{url} does not answer: {error}") from error
    if not isinstance(answer, dict):
        raise ValueError(f"{url} answers no JSON object")
    return answer


def checked_claims(token: str, issuer: str, audience: str, keys_url: str) -> dict[str, Any]:
    """The claims of a token of this issuer for this client; a `ValueError` otherwise."""
    head, body, signature = token.split(".")
    header = json.loads(_decoded(head))
    key = _key_named(fetch_json(keys_url), header.get("kid"))
    if not _is_signed_by(key, header.get("alg"), f"{head}.{body}".encode(), _decoded(signature)):
        raise ValueError("the signature of the ID token is wrong")
    claims = json.loads(_decoded(body))
    audiences = claims.get("aud")
    if claims.get("iss") != issuer:
        raise ValueError("the ID token is of another issuer")
    if audience not in (audiences if isinstance(audiences, list) else [audiences]):
        raise ValueError("the ID token is for another client")
    if not isinstance(claims.get("exp"), (int, float)) or claims["exp"] < time.time() - CLOCK_SLACK_SECONDS:
        raise ValueError("the ID token has expired")
    return claims


def _decoded(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


def _number(part: str) -> int:
    return int.from_bytes(_decoded(part), "big")


def _key_named(keys: dict[str, Any], kid: Any) -> dict[str, Any]:
    for key in keys.get("keys", []):
        if kid is not None and key.get("kid") == kid:
            return key
    raise ValueError("the ID token is signed with a key that the provider does not publish")


def _is_signed_by(key: dict[str, Any], algorithm: Any, signed: bytes, signature: bytes) -> bool:
    try:
        if algorithm == "RS256" and key.get("kty") == "RSA":
            public = rsa.RSAPublicNumbers(_number(key["e"]), _number(key["n"])).public_key()
            public.verify(signature, signed, padding.PKCS1v15(), hashes.SHA256())
            return True
        if algorithm == "ES256" and key.get("crv") == "P-256" and len(signature) == 64:
            point = ec.EllipticCurvePublicNumbers(_number(key["x"]), _number(key["y"]), ec.SECP256R1())
            r, s = (int.from_bytes(half, "big") for half in (signature[:32], signature[32:]))
            point.public_key().verify(encode_dss_signature(r, s), signed, ec.ECDSA(hashes.SHA256()))
            return True
    except InvalidSignature:
        pass
    return False

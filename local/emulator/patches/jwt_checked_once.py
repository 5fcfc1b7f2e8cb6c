"""The signature of a token is checked once for each key; MiniStack's JWT authorizer does so each time.

Expiry, audience and scopes are compared with each request as before.
"""

from emulator.patches.pinned import pinned

REMEMBERED = 1000


def install() -> None:
    """Remember signatures that were right."""
    from ministack.services import apigateway

    verify = pinned(apigateway, "_verify_rs256_signature", "pub.verify(signature, signed")
    right: dict[tuple[str, str], None] = {}

    def verify_once(token: str, jwk: dict) -> bool:
        key = (token, str(jwk.get("n")))
        if key in right:
            return True
        if not verify(token, jwk):
            return False
        if len(right) >= REMEMBERED:
            right.pop(next(iter(right)), None)
        right[key] = None
        return True

    apigateway._verify_rs256_signature = verify_once

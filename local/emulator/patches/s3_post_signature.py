"""A form upload needs a policy with a valid signature; MiniStack checks the policy's conditions, but not who
signed it.
"""

import re

from emulator.patches.pinned import pinned


def install() -> None:
    """Check the signature before the conditions, and refuse a form that has none."""
    from ministack.core.iam_evaluator import CredentialResolutionError, resolve_credential
    from ministack.core.sigv4 import calculate_signature, signatures_match
    from ministack.services import s3

    enforce = pinned(s3, "_enforce_signed_post_policy", "x-amz-credential", "if AUTH:")
    pinned(s3, "_post_object", '_enforce_post_policy_size(fields.get("policy", ""), len(file_value))')

    def refused(code: str, text: str) -> tuple:
        return s3._error(code, text, 403)

    def enforce_with_signature(
        fields: dict, bucket: str, region: str, size: int, sigv4: bool
    ) -> tuple | None:
        scope = fields.get("x-amz-credential", "").split("/")
        if not sigv4 or len(scope) != 5 or not fields.get("policy"):
            return refused("AccessDenied", "A form must carry a policy signed with Signature Version 4.")
        key, day, signed_region, service, _ = scope
        credential = resolve_credential(key)
        if isinstance(credential, CredentialResolutionError):
            return refused("InvalidAccessKeyId", credential.message)
        computed = calculate_signature(
            credential.secret_access_key, day, signed_region, service, fields["policy"]
        )
        signature = fields.get("x-amz-signature", "")
        if not re.fullmatch(r"[0-9a-f]{64}", signature) or not signatures_match(computed, signature):
            return refused("SignatureDoesNotMatch", "The signature of the policy does not match.")
        return enforce(fields, bucket, region, size, sigv4)

    s3._enforce_signed_post_policy = enforce_with_signature
    s3._enforce_post_policy_size = lambda policy, size: refused(
        "AccessDenied", "A form must carry a signed policy."
    )

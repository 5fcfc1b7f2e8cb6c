"""CloudFormation parameters are strings; AWS turns them into the numbers and booleans that a password policy
holds.

MiniStack keeps the string and then compares a length with it. It also asks for capitals, digits and symbols
where the policy does not name them, which AWS does not.
"""

from emulator.patches.pinned import pinned

REQUIREMENTS = ("RequireUppercase", "RequireLowercase", "RequireNumbers", "RequireSymbols")


def install() -> None:
    """Give the check a policy of the right types."""
    from ministack.services import cognito

    check = pinned(
        cognito,
        "_password_policy_errors",
        'policy.get("MinimumLength", 8)',
        'policy.get("RequireUppercase", True)',
    )

    def checked(pool: dict, password: str) -> list[str]:
        policy = pool.get("Policies", {}).get("PasswordPolicy")
        return check(pool if policy is None else {"Policies": {"PasswordPolicy": typed(policy)}}, password)

    cognito._password_policy_errors = checked


def typed(policy: dict) -> dict:
    """The policy as AWS keeps it."""
    return {
        "MinimumLength": int(policy.get("MinimumLength", 8)),
        **{name: str(policy.get(name, False)).lower() == "true" for name in REQUIREMENTS},
    }

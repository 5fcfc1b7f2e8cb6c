"""The resource `AWS::Cognito::UserPoolIdentityProvider`: MiniStack's Cognito has the calls, its
CloudFormation does not know the type.
"""

import json
from typing import Any

from emulator.patches.pinned import pinned
from emulator.settings import Refused

TYPE = "AWS::Cognito::UserPoolIdentityProvider"
SETTINGS = ("ProviderDetails", "AttributeMapping", "IdpIdentifiers")

Properties = dict[str, Any]


def install() -> None:
    """Teach CloudFormation the type."""
    from ministack.services import cognito
    from ministack.services.cloudformation import provisioners

    handlers = pinned(provisioners, "_RESOURCE_HANDLERS")
    if TYPE in handlers:
        raise Refused(f"MiniStack knows {TYPE} by now; remove the patch cognito_provider_resource")
    make = pinned(cognito, "_create_identity_provider", "ProviderName is required.")
    change = pinned(cognito, "_update_identity_provider")
    remove = pinned(cognito, "_delete_identity_provider")

    def answered(answer: tuple[int, Any, Any]) -> None:
        status, _, body = answer
        if status >= 400:
            raise ValueError(f"{TYPE}: {json.loads(body).get('message', body)}")

    def create(logical_id: str, properties: Properties, stack_name: str) -> tuple[str, Properties]:
        answered(make(properties))
        return properties["ProviderName"], {}  # Ref is the name

    def update(
        physical_id: str, before: Properties, after: Properties, stack_name: str
    ) -> tuple[str, Properties]:
        replaced = ("UserPoolId", "ProviderName", "ProviderType")
        if any(before.get(name) != after.get(name) for name in replaced):
            made = create(physical_id, after, stack_name)
            delete(physical_id, before)
            return made
        wanted = {name: after.get(name, [] if name == "IdpIdentifiers" else {}) for name in SETTINGS}
        answered(change({"UserPoolId": after["UserPoolId"], "ProviderName": physical_id, **wanted}))
        return physical_id, {}

    def delete(physical_id: str, properties: Properties) -> None:
        remove({"UserPoolId": properties.get("UserPoolId"), "ProviderName": physical_id})

    handlers[TYPE] = {"create": create, "update": update, "delete": delete}

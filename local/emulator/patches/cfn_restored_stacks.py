"""A stack whose deployment was cut off by a restart can be deployed again.

MiniStack restores it as still in progress, and then refuses every further change of it.
"""

from emulator.patches.pinned import pinned


def install() -> None:
    """Say of such a stack that the change was rolled back: how CloudFormation ends one that failed."""
    from ministack.services import cloudformation

    load = pinned(cloudformation, "load_persisted_state")

    def load_and_settle(data: dict) -> None:
        load(data)
        for stack in cloudformation._stacks._data.values():
            status = stack.get("StackStatus", "")
            if status.endswith("IN_PROGRESS"):
                made = status.startswith(("UPDATE", "IMPORT"))
                stack["StackStatus"] = "UPDATE_ROLLBACK_COMPLETE" if made else "ROLLBACK_COMPLETE"
                stack["StackStatusReason"] = "The emulator was restarted"

    cloudformation.load_persisted_state = load_and_settle

"""A bucket has the Object Lock that its template asks for; MiniStack's CloudFormation leaves it out."""

from emulator.patches.pinned import pinned


def install() -> None:
    """Store ObjectLockConfiguration with the bucket's other properties."""
    from ministack.services import s3
    from ministack.services.cloudformation import provisioners

    apply = pinned(provisioners, "_s3_apply_configurations", "for prop, to_xml, put, delete in")
    pinned(s3, "_apply_object_lock_from_headers", 'lock_cfg.get("default_retention")')

    def apply_with_lock(name: str, props: dict, old_props: dict | None = None) -> None:
        apply(name, props, old_props)
        if not props.get("ObjectLockEnabled"):
            return
        rule = (props.get("ObjectLockConfiguration") or {}).get("Rule") or {}
        wanted = rule.get("DefaultRetention")
        retention = None
        if wanted:
            retention = {"Mode": wanted["Mode"]}
            for unit in ("Days", "Years"):
                if wanted.get(unit):
                    retention[unit] = int(wanted[unit])
        s3._bucket_object_lock[name] = {"enabled": True, "default_retention": retention}

    provisioners._s3_apply_configurations = apply_with_lock

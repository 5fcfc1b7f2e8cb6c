"""A read of a pinned version honours Range and the response-* parameters; MiniStack ignores both when a
version is named.
"""

from emulator.patches.pinned import pinned


def install() -> None:
    """Apply to a version's answer what MiniStack applies to the current object's."""
    from ministack.services import s3

    get_object = pinned(s3, "_get_object", "return 200, resp_headers, body")
    pinned(s3, "_parse_range")
    pinned(s3, "_apply_response_overrides")

    def get_object_of_version(
        bucket: str, key: str, headers: dict, query_params: dict | None = None
    ) -> tuple:
        status, answer, body = get_object(bucket, key, headers, query_params)
        if status != 200 or not (query_params or {}).get("versionId"):
            return status, answer, body
        wanted = headers.get("range")
        if wanted:
            found = s3._parse_range(wanted, len(body))
            if found is None:
                return (
                    416,
                    {"Content-Type": "application/xml", "Content-Range": f"bytes */{len(body)}"},
                    s3._xml_body(s3._range_error_xml(bucket, key)),
                )
            first, last = found
            answer["Content-Range"] = f"bytes {first}-{last}/{len(body)}"
            for name in [name for name in answer if name.lower().startswith("x-amz-checksum-")]:
                del answer[name]
            body = body[first : last + 1]
            answer["Content-Length"] = str(len(body))
            status = 206
        s3._apply_response_overrides(answer, query_params)
        return status, answer, body

    s3._get_object = get_object_of_version

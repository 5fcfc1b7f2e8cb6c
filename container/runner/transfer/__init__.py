"""Bytes in and out over presigned URLs: no AWS credentials here, and no URL in any message."""

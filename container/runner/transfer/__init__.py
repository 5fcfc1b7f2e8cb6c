"""Bytes in and out over presigned URLs: nothing here knows AWS credentials, and no URL ever reaches a
message.
"""

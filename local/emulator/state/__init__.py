"""Nothing that a caller was told is done may be lost, even by `kill -9`.

DynamoDB items and Step Functions executions are appended to a journal before the reply is sent; objects in S3
are written through by MiniStack itself; users and other settings are saved whole, those that a person relies
on before the reply, the rest within two seconds. Writes reach the operating system, not the disk: a power cut
can lose the last second.
"""

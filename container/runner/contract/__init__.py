"""The script contract: reads a script's signature without running it, describes it, binds values to it.

Used at upload (`lambda_handler`, `python -m runner.contract inspect FILE`) and by `runner.child` in each run.
Reads from `signature` (what a script declares) to `inspection` (the document) and `binding` (the arguments).
"""

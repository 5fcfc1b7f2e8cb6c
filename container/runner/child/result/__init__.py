"""What main returned → the result document, table chunks and chart pictures.

`document` composes; `json_values` converts single values, `tables` and `charts` write files, `checks`
compares exactly.
"""

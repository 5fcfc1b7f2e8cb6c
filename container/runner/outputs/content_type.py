"""The content type of an artifact by its suffix. HTML and SVG are bytes: nobody opens them inline."""

CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "log": "text/plain; charset=utf-8",
    "md": "text/plain; charset=utf-8",
    "json": "application/json",
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "zip": "application/zip",
    "xls": "application/vnd.ms-excel",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xlsm": "application/vnd.ms-excel.sheet.macroEnabled.12",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "parquet": "application/vnd.apache.parquet",
}
UNKNOWN = "application/octet-stream"


def content_type(name: str) -> str:
    """`Report.XLSX` → the spreadsheet's type; unknown, HTML and SVG → application/octet-stream."""
    return CONTENT_TYPES.get(name.rpartition(".")[2].lower(), UNKNOWN)
